"""Tests of components/map."""
