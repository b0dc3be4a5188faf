"""Tests of data/loading."""
