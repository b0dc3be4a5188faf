"""Names, dates and phrases that every view and every file says alike; no markup and no colours."""
