"""Tests of data/basemap."""
