"""What a run of the script shows: the corpus, and what the address asks of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.address import state
from app.address.selection import outside
from app.address.view import Choice, View
from app.library.loaded_corpus import LoadedCorpus, corpus_as_of, corpus_trouble, current_library
from data.model.corpus import Corpus
from data.model.problems import CorpusError


@dataclass(frozen=True, slots=True)
class PageContext:
    """The corpus as known on the day that is shown, and the `whole` one; `notices` say in words
    what in the address could not be used, `trouble` what is wrong with the files now."""

    library: LoadedCorpus
    whole: Corpus
    view: View
    notices: tuple[str, ...]
    trouble: CorpusError | None


@dataclass(frozen=True, slots=True)
class RenderKey:
    """What stands on a page whatever is chosen on it. What was drawn for another is out of date."""

    edition: str
    view: View
    outside: str | None
    trouble: CorpusError | None


def current_context() -> PageContext:
    """What the address asks for of the corpus as it is now.

    Raises data.problems.CorpusError when there is none to show.
    """
    library = current_library()
    whole = library.corpus
    known, notice = state.known_day()
    if known:
        library = corpus_as_of(library, known)
    view = state.read_view(library.corpus, known)
    notices = tuple(each for each in (notice, *view.notices) if each)
    return PageContext(library, whole, view, notices, corpus_trouble())


def render_key(context: PageContext) -> RenderKey:
    """What is shown but for the choice of a claim or a place and where the map looks."""
    view = replace(context.view, choice=Choice())
    return RenderKey(
        context.whole.fingerprint, view, outside(context.view, context.library), context.trouble
    )
