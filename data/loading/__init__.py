"""From YAML to a checked corpus, with every problem named. Nothing but loading knows the files."""
