"""The brief as one HTML page that opens offline."""
