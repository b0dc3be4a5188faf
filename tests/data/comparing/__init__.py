"""Tests of data/comparing."""
