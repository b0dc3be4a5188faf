"""Tests of data/exports."""
