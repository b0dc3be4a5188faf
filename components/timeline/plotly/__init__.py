"""The timeline as Plotly draws it for the page. What is drawn is described one room up."""
