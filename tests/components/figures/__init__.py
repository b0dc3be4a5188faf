"""Tests of components/figures."""
