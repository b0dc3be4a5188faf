"""Tests of components/brief."""
