"""What a brief says: in words, as Word and as Markdown, with the analyst's judgements."""
