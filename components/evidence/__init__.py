"""What supports a claim: excerpts, cards, documents, tables and search hits."""
