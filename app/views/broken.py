"""The page for a corpus that was refused: every problem, and nothing half loaded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from components.shared.streamlit_text import draw
from data.model.problems import CorpusError, Problem
from data.text.numbers import counted

_ITEM = Markup(
    "<li><code>{file}:{line}</code> <b>{field}</b> found {found}; expected {expected}. "
    "<i>To fix: {fix}.</i></li>"
)


def draw_title() -> None:
    """The heading in the place of the name."""
    st.title("The corpus cannot be shown")


def draw_page(error: CorpusError) -> None:
    """List the problems as the command line does."""
    count = counted(len(error.problems), "problem")
    st.write(
        f"{count} found while it was read. Nothing is shown until all are fixed, because a "
        "claim that is left out silently would be a false picture. The page reads the files "
        "again when it is reloaded; `python -m data check` prints the same list."
    )
    _draw_problems(error.problems)


def draw_banner(error: CorpusError) -> None:
    """Above every page: the files are broken now and the last good corpus is shown."""
    count = counted(len(error.problems), "problem")
    st.warning(f"The last good corpus is shown: its files now have {count}.")
    _draw_problems(error.problems[:1])
    if error.problems[1:]:
        with st.expander("The other problems"):
            _draw_problems(error.problems[1:])


def _draw_problems(problems: Sequence[Problem]) -> None:
    items = Markup("").join(
        _ITEM.format(
            file=problem.file,
            line=problem.line,
            field=problem.field,
            found=problem.found,
            expected=problem.expected,
            fix=problem.fix,
        )
        for problem in problems
    )
    draw(Markup('<ol class="sl-problems">{}</ol>').format(items))
