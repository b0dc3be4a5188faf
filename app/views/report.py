"""The report page: what is on the other pages as a brief or a figure, with one's own judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from app.address import state
from app.address.view import View, shown_words
from app.library.loaded_corpus import LoadedCorpus
from app.report.browser import HOW, find_chromium
from app.report.context import ReportContext
from app.report.render import make
from app.report.request import (
    FORMS,
    MEDIA_TYPES,
    SCALES,
    SUBJECT_NAMES,
    Form,
    Impossible,
    Request,
    Size,
    Subject,
)
from app.views.judging import draw_judging
from components.shared.streamlit_text import draw, draw_words
from data.brief.docx_page import PAPERS
from data.brief.judgements import Judgement
from data.model.corpus import Claim
from data.text.numbers import counted

FORM_NAMES: Mapping[Form, str] = {
    Form.HTML: "HTML, works offline",
    Form.PDF: "PDF",
    Form.PNG: "PNG picture",
    Form.SVG: "SVG drawing",
    Form.DOCX: "Word (DOCX)",
    Form.MARKDOWN: "Markdown",
}
SIZES: Mapping[str, str] = {
    "1600x900": "1600 × 900, wide",
    "1920x1080": "1920 × 1080, slide 16:9",
    "1280x720": "1280 × 720, slide 16:9",
    "1024x768": "1024 × 768, slide 4:3",
    "1050x700": "1050 × 700, across a page",
    "1200x1200": "1200 × 1200, square",
}
_HEADING = Markup('<h2 class="sl-part-title">{}</h2>')
_WITHOUT_CHROMIUM = (Form.PDF, Form.PNG)


def draw_page(library: LoadedCorpus, view: View, claims: Sequence[Claim]) -> None:
    """Draw the choices, the judgements, and the file once it is made."""
    context = ReportContext(library, view, _address())
    left, right = st.columns([9, 11], gap="large")
    with right:
        draw(_HEADING.format("Your judgements"))
        judgements = draw_judging(library.corpus)
    with left:
        draw(_HEADING.format("Make a report"))
        draw_words(_scope(context, claims))
        _draw_left_out(context, judgements)
        request = _draw_choices(context, judgements)
        if request is not None:
            _draw_making(context, request)


def _address() -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, all_ in state.carried().items() for value in all_)


def _scope(context: ReportContext, claims: Sequence[Claim]) -> str:
    """What will be told, in a sentence."""
    if context.view.choice.claim:
        chosen = context.corpus.claims[context.view.choice.claim].statement
        return f"Of the chosen claim: “{chosen}”"
    told = counted(len(context.included), "claim")
    if len(context.included) < len(claims):
        return f"Of {told} selected on the map or the timeline: {context.heading}."
    return f"Of {told} in view: {shown_words(context.view)}."


def _draw_left_out(context: ReportContext, judgements: Sequence[Judgement]) -> None:
    left = len(judgements) - len(context.belonging(judgements))
    if left:
        verb = "stands" if left == 1 else "stand"
        draw_words(f"{counted(left, 'judgement')} {verb} on none of these claims: left out.")


def _draw_choices(context: ReportContext, judgements: Sequence[Judgement]) -> Request | None:
    claim = context.view.choice.claim
    if claim:
        st.button("Report on all claims in view", on_click=state.choose_claim, args=(None,))
    usable = [each for each in SUBJECT_NAMES if each is not Subject.EXCERPTS or claim]
    subject = st.selectbox("Make", usable, format_func=SUBJECT_NAMES.__getitem__, key="report-what")
    forms = FORMS[subject]
    form = st.selectbox("Format", forms, format_func=FORM_NAMES.__getitem__, key=f"as-{subject}")
    title = st.text_input("Title", max_chars=200, placeholder="As the claim or view is called")
    size, scale, caption = "1600x900", 1, True
    paper = PAPERS[0]
    if form is Form.PNG:
        size = st.selectbox("Size", list(SIZES), format_func=SIZES.__getitem__)
        scale = st.segmented_control("Dots for each pixel", SCALES, default=2, required=True)
    if form in {Form.PDF, Form.HTML, Form.DOCX}:
        paper = st.segmented_control("Paper to print on", PAPERS, default=PAPERS[0], required=True)
    if subject is not Subject.BRIEF and form is not Form.SVG:
        caption = st.toggle("Title, caption and source line in the picture", value=True)
    if find_chromium() is None and form in {*_WITHOUT_CHROMIUM, Form.DOCX}:
        draw_words(HOW + (" A DOCX is then without figures." if form is Form.DOCX else ""))
        if form in _WITHOUT_CHROMIUM:
            return None
    return Request(
        subject=subject,
        form=form,
        size=Size.of(size, scale),
        caption=caption,
        paper=paper,
        title=title.strip(),
        made=datetime.now(UTC).date(),
        judgements=tuple(judgements),
    )


def _draw_making(context: ReportContext, request: Request) -> None:
    """A button that makes the file with a bar of how far it is, and then one that takes it."""
    of_what = (context.corpus.fingerprint, context.address, context.view.dark, request)
    if st.button("Make the report", type="primary", icon=":material/description:"):
        _make(context, request, of_what)
    made = state.made_report()
    if made is None or made[0] != of_what:
        return
    _, name, media_type, content = made
    kilobytes = counted(max(1, round(len(content) / 1024)), "kilobyte")
    st.download_button(
        f"Download {name} ({kilobytes})",
        data=content,
        file_name=name,
        mime=media_type,
        icon=":material/download:",
        on_click="ignore",
    )
    if request.form is Form.PNG and request.subject is not Subject.BRIEF:
        st.image(content, width="stretch")


def _make(context: ReportContext, request: Request, of_what: tuple[object, ...]) -> None:
    state.set_made_report(None)
    bar = st.progress(0.0, text="Beginning")
    try:
        content = make(context, request, lambda share, words: _say(bar, share, words))
    except Impossible as error:
        draw_words(f"It could not be made: {error}")
        return
    finally:
        bar.empty()
    state.set_made_report((of_what, request.file_name, MEDIA_TYPES[request.form], content))


def _say(bar: st.delta_generator.DeltaGenerator, share: float, words: str) -> None:
    bar.progress(share, text=words)
