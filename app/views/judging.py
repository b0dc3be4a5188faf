"""The analyst's own judgements: typed in, changed, put back, and kept in the analyst's browser."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup
from pydantic import ValidationError

from app.address import state
from components.shared.browser_storage import draw_keep, kept
from components.shared.streamlit_text import draw, draw_words, label
from data.brief.judgement_file import (
    MOST,
    MOST_CHARACTERS,
    JudgementError,
    read_judgements,
    render_judgements,
)
from data.brief.judgements import Confidence, Judgement, Likelihood, judgement_words
from data.model.corpus import Corpus
from data.text.numbers import counted

_KEEP, _FILE = "keep-judgements", "judgements-file"
_TEXT, _LIKELIHOOD, _CONFIDENCE = "judgement-text", "judgement-likelihood", "judgement-confidence"
_CLAIMS, _ASSUMPTION = "judgement-claims", "judgement-assumption"
_COMPLAINT = "judgement-complaint"
_LINE = Markup(
    '<p class="sl-judgement"><b>{words}</b><br><bdi dir="auto">{text}</bdi><br>'
    '<small dir="auto">{basis}</small></p>'
)
_EXPLAINED = (
    "What you judge yourself, apart from what the sources say. Likelihood is of the event, "
    "confidence how good your grounds are (the terms of ICD 203). They stay {where}, and a "
    "brief has those that stand on one of its claims, and assumptions."
)
_KEEPS_NOTHING = (
    "This browser does not keep your judgements: it stores nothing for this page, as in a private "
    "window, in an embedded frame or by a policy, or its storage is full. They are lost when the "
    "page is reloaded or closed. Save them as a file before that, and open it here next time."
)


def draw_judging(corpus: Corpus) -> tuple[Judgement, ...]:
    """Draw the judgements with a form for one more, and return those that can be told.

    One that stands on a claim that this corpus lacks is kept, said so, and left out.
    """
    judged = state.judgements()
    text = None if judged is None else render_judgements(judged).decode() if judged else ""
    refused = state.keeps_nothing()
    draw_keep(text, refused=refused, key=_KEEP, on_kept=lambda: _take_kept(corpus))
    st.caption(_EXPLAINED.format(where="on this page alone" if refused else "in this browser"))
    if refused:
        st.warning(_KEEPS_NOTHING, icon=":material/warning:")
        _draw_files(judged or (), corpus, open_already=True)
    tellable = []
    for number, judgement in enumerate(judged or ()):
        missing = [each for each in judgement.claims if each not in corpus.claims]
        _draw_one(number, judgement, corpus, missing)
        if not missing:
            tellable.append(judgement)
    _draw_undo()
    if len(judged or ()) < MOST:
        _draw_form(corpus)
    if not refused:
        _draw_files(judged or (), corpus)
    return tuple(tellable)


def _draw_one(number: int, judgement: Judgement, corpus: Corpus, missing: list[str]) -> None:
    basis = "An assumption" if judgement.assumption else counted(len(judgement.claims), "claim")
    if missing:
        basis += f"; left out, because there is no claim {', '.join(missing)}"
    names = "; ".join(
        corpus.claims[each].statement for each in judgement.claims if each in corpus.claims
    )
    with st.container(horizontal=True, vertical_alignment="top", key=f"judged-{number}"):
        draw(
            _LINE.format(
                words=judgement_words(judgement),
                text=judgement.text,
                basis=f"{basis}: {names}" if names else basis,
            )
        )
        st.button(
            "Change", key=f"change-{number}", type="tertiary", on_click=_change, args=(number,)
        )
        st.button(
            "Remove", key=f"remove-{number}", type="tertiary", on_click=_remove, args=(number,)
        )


def _draw_undo() -> None:
    removed = state.removed_judgement()
    if removed:
        st.button(f"Put back: {label(removed[1].text, 40)}", on_click=_put_back, type="tertiary")


def _draw_form(corpus: Corpus) -> None:
    with st.form("judge", border=True):
        st.text_area("Judgement", key=_TEXT, max_chars=2000, height=90)
        likelihood, confidence = st.columns(2)
        likelihood.selectbox(
            "Likelihood",
            list(Likelihood),
            index=None,
            key=_LIKELIHOOD,
            placeholder="How likely it is",
            format_func=lambda each: f"{each} ({each.percent})",
        )
        confidence.selectbox(
            "Confidence",
            list(Confidence),
            index=None,
            key=_CONFIDENCE,
            placeholder="How good the grounds are",
        )
        st.multiselect(
            "Stands on these claims",
            list(corpus.claims),
            key=_CLAIMS,
            format_func=lambda each: label(corpus.claims[each].statement, 110),
            placeholder="Type words of a claim",
        )
        st.checkbox("An assumption that stands on no claim", key=_ASSUMPTION)
        st.form_submit_button("Add this judgement", on_click=_add)
    complaint = state.widget(_COMPLAINT)
    if complaint:
        draw_words(complaint)


def _draw_files(
    judged: tuple[Judgement, ...], corpus: Corpus, *, open_already: bool = False
) -> None:
    with st.expander("Judgements as a file", expanded=open_already):
        st.download_button(
            "Save them",
            data=render_judgements(judged),
            file_name="sidelight-judgements.json",
            mime="application/json",
            on_click="ignore",
            disabled=not judged,
        )
        st.file_uploader(
            "Open a file; its judgements are added",
            type="json",
            key=_FILE,
            max_upload_size=1,
            on_change=_open,
            args=(corpus,),
        )


def _add() -> None:
    """Add what was typed, or say what is wanting and keep what was typed."""
    try:
        judgement = Judgement.model_validate(
            {
                "text": (state.widget(_TEXT) or "").strip(),
                "likelihood": state.widget(_LIKELIHOOD),
                "confidence": state.widget(_CONFIDENCE),
                "claims": tuple(state.widget(_CLAIMS) or ()),
                "assumption": bool(state.widget(_ASSUMPTION)),
            }
        )
    except ValidationError as error:
        state.set_widget(_COMPLAINT, _wanting(error))
        return
    state.set_judgements([*(state.judgements() or ()), judgement])
    state.set_removed_judgement(None)
    _fill(None)


def _wanting(error: ValidationError) -> str:
    words = {
        "text": "type the judgement",
        "likelihood": "choose how likely it is",
        "confidence": "choose how good your grounds are",
    }
    wanted = [words.get(str(each["loc"][0]), "") if each["loc"] else "" for each in error.errors()]
    other = "name a claim that it stands on, or mark it as an assumption, and not both"
    return f"Not added yet: {'; '.join(dict.fromkeys(each or other for each in wanted))}."


def _fill(judgement: Judgement | None) -> None:
    """Put a judgement into the form, or empty it."""
    state.set_widget(_TEXT, judgement.text if judgement else "")
    state.set_widget(_LIKELIHOOD, judgement.likelihood if judgement else None)
    state.set_widget(_CONFIDENCE, judgement.confidence if judgement else None)
    state.set_widget(_CLAIMS, list(judgement.claims) if judgement else [])
    state.set_widget(_ASSUMPTION, judgement.assumption if judgement else False)
    state.set_widget(_COMPLAINT, "")


def _change(number: int) -> None:
    """Take a judgement back into the form; "Put back" undoes it."""
    _remove(number)
    removed = state.removed_judgement()
    _fill(removed[1] if removed else None)


def _remove(number: int) -> None:
    judged = list(state.judgements() or ())
    if number < len(judged):
        state.set_removed_judgement((number, judged.pop(number)))
        state.set_judgements(judged)


def _put_back() -> None:
    removed = state.removed_judgement()
    if removed:
        judged = list(state.judgements() or ())
        judged.insert(*removed)
        state.set_judgements(judged)
        state.set_removed_judgement(None)


def _take_kept(corpus: Corpus) -> None:
    """Whether the browser keeps anything, and once what it kept, read as strictly as a file."""
    told = kept(state.widget(_KEEP))
    if told is None:
        return
    state.set_keeps_nothing(told.refused)
    if state.judgements() is None:
        state.set_judgements(())
        if told.text:
            _read(told.text, corpus, "what this browser kept")


def _open(corpus: Corpus) -> None:
    uploaded = state.widget(_FILE)
    if uploaded is not None:
        content = uploaded.getvalue()[: MOST_CHARACTERS * 4]
        _read(content.decode("utf-8", errors="replace"), corpus, uploaded.name)


def _read(text: str, corpus: Corpus, name: str) -> None:
    try:
        found = read_judgements(text, corpus.claims, name)
    except JudgementError as error:
        state.set_widget(_COMPLAINT, f"Not opened. {error}")
        return
    judged = [*(state.judgements() or ()), *found]
    state.set_judgements(judged[:MOST])
    left = f"Only {MOST} judgements fit; {len(judged) - MOST} were left out."
    state.set_widget(_COMPLAINT, left if len(judged) > MOST else "")
