"""Find claims and sentences by words: query, index and hits."""
