"""Tests. Names are sentences; what a test needs it makes itself."""
