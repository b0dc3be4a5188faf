"""Tests of data/second_annotation."""
