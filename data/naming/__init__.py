"""Which names of places and actors a text holds, in any spelling."""
