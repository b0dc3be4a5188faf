"""Our own scripts and styles, and the one icon."""

from pathlib import Path

DIRECTORY = Path(__file__).resolve().parent
# Style sheets of the page itself; those of isolated components are drawn with them.
PAGE_STYLES = (
    "style.css",
    "claim.css",
    "agreement.css",
    "figures.css",
    "document.css",
    "search.css",
)
# The parts of the map's script, in the order in which they must run.
MAP_SCRIPTS = ("map_base", "map_names", "map_symbols", "map_tools")
