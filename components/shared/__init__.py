"""Colours, words and small parts that several rooms draw with. Knows no other room."""
