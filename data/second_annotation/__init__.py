"""How far independent readers of the documents agree with the corpus, and their readings."""
