"""Where the sources of claims agree and differ. Selects and draws nothing."""
