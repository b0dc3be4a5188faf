"""Tests that drive a browser against the running dashboard."""
