"""What the address asks for. It alone uses session and query string; draws nothing."""
