"""What is known: the corpus files and the code that guards them (no UI library in here)."""
