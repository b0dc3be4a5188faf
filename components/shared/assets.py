"""Our own scripts and styles, each beside the component that it belongs to."""

from __future__ import annotations

from pathlib import Path

DIRECTORY = Path(__file__).resolve().parent.parent
ICON = DIRECTORY / "shared" / "icon.svg"
# Style sheets of the page itself; those of isolated components are drawn with them.
PAGE_STYLES = tuple(
    DIRECTORY / name
    for name in (
        "shared/page.css",
        "evidence/claim_card.css",
        "evidence/agreement_matrix.css",
        "figures/ranges.css",
        "evidence/document.css",
        "evidence/search_hits.css",
    )
)


def read(name: str) -> str:
    """The text of a script or style sheet, by its path below `components`."""
    return (DIRECTORY / name).read_text(encoding="utf-8")
