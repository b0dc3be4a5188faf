"""Reports: a brief or one figure of a view, as a file. `python -m app.report --help` says how."""
