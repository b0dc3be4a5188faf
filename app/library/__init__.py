"""The corpus that is served: read, kept, changed and audited. Knows no page and no session."""
