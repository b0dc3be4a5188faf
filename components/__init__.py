"""What is seen: one file for each thing on the screen. No state, no files, no loading."""
