"""Tests of data/selecting."""
