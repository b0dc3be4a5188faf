"""Words, sentences and quotes as strings. Knows nothing of a corpus."""
