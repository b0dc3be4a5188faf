"""Types of a corpus and the rules of their values: periods, quantities, sides. Reads no file."""
