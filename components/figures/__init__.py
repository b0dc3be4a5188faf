"""Figures of the sources on one axis for each measure, as HTML and as SVG."""
