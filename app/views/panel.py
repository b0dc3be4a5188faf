"""The claim that is chosen, with the words of every source: the same on all pages."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app.address import navigation, state
from app.address.navigation import Screen
from app.address.view import View
from app.library.loaded_corpus import LoadedCorpus
from components.evidence.citation import chicago, cite_claim
from components.evidence.claim_card import build_card, build_note
from components.evidence.excerpts import Manner, build_excerpts
from components.evidence.field_matrix import build_matrix
from components.shared.copy_buttons import draw_copy_buttons
from components.shared.streamlit_text import draw, label
from data.comparing.fields import compare_fields
from data.exports.bibliography import bibtex, ris
from data.model.corpus import Claim, Corpus
from data.naming.quote_marks import own_words
from data.selecting.select import neighbours, position
from data.text.numbers import counted

_MARKED = "mark-own-words"


def draw_claim(library: LoadedCorpus, claim: Claim, listed: Sequence[Claim], view: View) -> None:
    """Draw the chosen claim with its tools; `listed` are the claims that it stands among."""
    corpus = library.corpus
    _draw_steps(claim, listed, view)
    marked = _draw_tools(claim, corpus)
    if position(listed, claim) is None:
        st.caption("This claim is outside the current filters and is shown all the same.")
    draw(build_card(claim, corpus, dark=view.dark, grades=view.grades))
    draw(build_words(library, claim, view, marked=marked))
    _draw_ways_out(claim, view, corpus)


def build_words(
    library: LoadedCorpus, claim: Claim, view: View, *, marked: bool, prefix: str = "quote"
) -> Markup:
    """HTML for what each source says of a claim; `prefix` is for a second claim on a page.

    `marked` marks the words that only one of the sources has.
    """
    rows = compare_fields(claim, library.corpus, library.names)
    marks = own_words(claim, library.corpus, library.names) if marked else {}
    manner = Manner(grades=view.grades, own_words=marks, prefix=prefix)
    excerpts = build_excerpts(claim, library.corpus, manner)
    return build_matrix(rows, manner) + excerpts + build_note(claim)


def draw_marking(claim: Claim, prefix: str = "quote") -> bool:
    """Ask whether to mark the words that differ; only several sources can."""
    return len(claim.sources) > 1 and st.toggle(
        "Mark what differs",
        key=f"{_MARKED}-{prefix}",
        help="Marks the words that only one of the sources has, in its quotes. Names count as the "
        "same whatever their spelling, other words by their stem.",
    )


def _draw_steps(claim: Claim, listed: Sequence[Claim], view: View) -> None:
    before, after = neighbours(listed, position(listed, claim))
    claims = counted(len(listed), "claim")
    back = f"{claims} at this place" if view.choice.place else f"All {claims}"
    with st.container(key="steps", horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.button(
            back, key="close", icon=":material/list:", on_click=state.choose_claim, args=(None,)
        )
        for name, target, icon, shortcut in (
            ("Previous", before, ":material/arrow_upward:", "Alt+ArrowUp"),
            ("Next", after, ":material/arrow_downward:", "Alt+ArrowDown"),
        ):
            st.button(
                name,
                key=name.lower(),
                icon=icon,
                shortcut=shortcut,
                disabled=target is None,
                on_click=state.choose_claim,
                args=(target,),
            )
        pinned = view.choice.pin == claim.id
        st.button(
            "Unpin" if pinned else "Pin",
            key="pin",
            icon=":material/keep_off:" if pinned else ":material/keep:",
            help="A pinned claim stays beside the next one chosen, on the page Side by side.",
            on_click=state.pin_claim,
            args=(None if pinned else claim.id,),
        )


def _draw_tools(claim: Claim, corpus: Corpus) -> bool:
    """Draw what can be done with the claim; returns whether to mark the words that differ."""
    with st.container(key="tools", horizontal=True, gap="xsmall", vertical_alignment="center"):
        draw_copy_buttons(cite_claim(claim, corpus), key="copy")
        cite = st.popover("Cite", icon=":material/format_quote:", key="cite", on_change="rerun")
        if cite.open:
            with cite:
                _draw_citations(claim, corpus)
        return draw_marking(claim)


def _draw_citations(claim: Claim, corpus: Corpus) -> None:
    """Each form as plain text with the copy button that Streamlit gives its code."""
    sources = [corpus.sources[source] for source in claim.sources]
    for name, text in (
        ("Sentence with the quotes", cite_claim(claim, corpus)),
        ("Chicago", "\n".join(chicago(source) for source in sources)),
        ("BibTeX", "\n\n".join(bibtex(source) for source in sources)),
        ("RIS", "\n\n".join(ris(source) for source in sources)),
    ):
        st.caption(name)
        st.code(text, language=None, wrap_lines=True)


def _draw_ways_out(claim: Claim, view: View, corpus: Corpus) -> None:
    """Where to read on: the documents at this claim's passages, and the pinned claim."""
    with st.container(key="ways-out", horizontal=True, gap="small", vertical_alignment="center"):
        st.caption("Read in full:")
        for source in claim.sources:
            navigation.draw_link(
                Screen.SOURCES,
                f"{source} {label(corpus.sources[source].publisher, 24)}",
                {"document": source, "claim": claim.id},
            )
    if view.choice.pin and view.choice.pin != claim.id:
        draw(
            Markup('<p class="sl-silent">Pinned: <bdi dir="auto">{}</bdi></p>').format(
                corpus.claims[view.choice.pin].statement
            )
        )
        navigation.draw_link(Screen.COMPARE, "Side by side with the pinned claim", {})
