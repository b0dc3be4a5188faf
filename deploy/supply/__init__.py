"""What Sidelight is made of that others wrote: checked, and listed as a bill of materials."""
