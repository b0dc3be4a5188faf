"""What the web server adds to Streamlit: routes, headers, files, metrics, health. Draws nothing."""
