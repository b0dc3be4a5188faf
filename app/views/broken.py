"""The page for a corpus that was refused: every problem, and nothing half loaded."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from app.text import draw
from components.wording import counted
from data.problems import CorpusError

_ITEM = Markup(
    "<li><code>{file}:{line}</code> <b>{field}</b> found {found}; expected {expected}. "
    "<i>To mend: {mend}.</i></li>"
)


def draw_title() -> None:
    """The heading in the place of the name."""
    st.title("The corpus cannot be shown")


def draw_page(error: CorpusError) -> None:
    """List the problems as the command line does."""
    count = counted(len(error.problems), "problem")
    st.write(
        f"{count} found while it was read. Nothing is shown until all are mended, because a "
        "claim that is left out silently would be a false picture. The page reads the files "
        "again when it is reloaded; `python -m data check` prints the same list."
    )
    items = Markup("").join(
        _ITEM.format(
            file=problem.file,
            line=problem.line,
            field=problem.field,
            found=problem.found,
            expected=problem.expected,
            mend=problem.mend,
        )
        for problem in error.problems
    )
    draw(Markup('<ol class="sl-problems">{}</ol>').format(items))
