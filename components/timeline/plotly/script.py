"""Plotly's own script, from its package."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

# Found and not imported: the server starts without Plotly.
_SPEC = find_spec("plotly")
PATH = Path((_SPEC and _SPEC.origin) or "").parent / "package_data" / "plotly.min.js"
VERSION = version("plotly")


def address() -> str:
    """Where it is, below the base path; another one for every version, to be kept for good."""
    return f"assets/plotly.js?v={VERSION}"
