"""The timeline, for the page by Plotly and for reports as SVG. Nothing is selected here."""
