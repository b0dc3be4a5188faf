"""Tests of data/brief."""
