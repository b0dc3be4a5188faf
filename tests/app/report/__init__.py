"""Tests of app/report."""
