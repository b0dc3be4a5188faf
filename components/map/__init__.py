"""The map of places: symbols, layers, words and the script. No claim is selected here."""
