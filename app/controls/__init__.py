"""What filters and exports a view: the bar above and the sidebar. Draws no claim."""
