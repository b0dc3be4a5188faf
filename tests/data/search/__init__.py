"""Tests of data/search."""
