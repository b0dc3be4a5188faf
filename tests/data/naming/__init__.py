"""Tests of data/naming."""
