"""What a report is about: the same claims, in the same view, as on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from app.address.selection import layer_of, outside, selected, with_claim
from app.address.view import View, shown_words
from app.library.loaded_corpus import LoadedCorpus, passing
from app.report.request import Request, Subject
from components.map.layers import MapLayer
from data.brief.contents import Brief
from data.brief.judgements import Judgement
from data.comparing.agreement import is_disputed
from data.exports.about import About
from data.model.corpus import Claim, Corpus

Address = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReportContext:
    """A library seen through a view; `address` are the parameters that the view was read from.

    With `only_included`, figures show what a brief tells and nothing beside it.
    """

    library: LoadedCorpus
    view: View
    address: Address = ()
    only_included: bool = False

    @property
    def corpus(self) -> Corpus:
        """The corpus, as known on the view's day."""
        return self.library.corpus

    @cached_property
    def passing(self) -> tuple[Claim, ...]:
        """The claims that pass the filters."""
        return passing(self.library, self.view.filters)

    @cached_property
    def drawn(self) -> tuple[Claim, ...]:
        """What a map or a timeline shows: all that pass, and the chosen one."""
        if self.only_included:
            return self.included
        return with_claim(self.passing, self.corpus, outside(self.view, self.library))

    @cached_property
    def included(self) -> tuple[Claim, ...]:
        """What a brief tells: the chosen claim, else what was selected, else all that pass."""
        if self.view.choice.claim:
            return (self.corpus.claims[self.view.choice.claim],)
        return selected(self.corpus, self.view, self.passing)[1]

    @property
    def layer(self) -> MapLayer:
        """What map and timeline are coloured by."""
        return layer_of(self.view)

    def of_brief(self) -> ReportContext:
        """The same for the figures of a brief: of what is told alone."""
        return replace(self, only_included=True)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Ids of the claims that a source disputes."""
        return frozenset(claim.id for claim in self.drawn if is_disputed(claim))

    @property
    def heading(self) -> str:
        """What a reader calls it: the chosen claim, the selection, or the whole."""
        if self.view.choice.claim:
            return self.corpus.claims[self.view.choice.claim].statement
        return selected(self.corpus, self.view, self.passing)[0] or "Daesh in Iraq and Syria"

    def shown(self, subject: Subject) -> tuple[Claim, ...]:
        """The claims that are drawn or told."""
        return self.drawn if subject in {Subject.MAP, Subject.TIMELINE} else self.included

    @property
    def has_figures(self) -> bool:
        """Whether a source gives a number for a claim that is told."""
        return any(excerpt.figures for claim in self.included for excerpt in claim.excerpts)

    def belonging(self, judged: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """The judgements that stand on a claim that is told, and the assumptions."""
        told = {claim.id for claim in self.included}
        return tuple(each for each in judged if each.assumption or told.intersection(each.claims))

    def brief(self, request: Request) -> Brief:
        """The brief of what is told."""
        return Brief(
            title=request.title or self.heading,
            about=About(shown_words(self.view), request.made),
            claims=self.included,
            judgements=self.belonging(request.judgements),
            address=urlencode(self.address),
        )
