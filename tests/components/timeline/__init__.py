"""Tests of components/timeline."""
