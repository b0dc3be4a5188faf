"""Which claims are shown: filters, order, bins, places, and what was known when."""
