"""Where it is seen: entry, state in the URL, filters and pages. No drawing and no file reading."""
