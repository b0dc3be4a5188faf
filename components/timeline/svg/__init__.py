"""The timeline as SVG for reports. What is drawn is described one room up."""
