"""Tests of data/model."""
