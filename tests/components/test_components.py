"""What is drawn, asserted on the drawing's own data."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from components.evidence.claim_card import build_card
from components.evidence.excerpts import build_excerpts
from components.shared import assets
from components.shared.palette import (
    EVENT_HUES,
    INK,
    KIND_COLOURS,
    ON_PRIMARY,
    RAISED,
    SEVERAL,
    SIDE_COLOURS,
    SOURCE_COLOURS,
)
from components.shared.svg import PAPER
from data.loading.load import load_corpus
from data.model.corpus import Corpus, When
from data.model.period import TemporalScope
from data.model.vocabulary import Kind
from data.wording.dates import edtf_words, period_words
from data.wording.labels import KIND_NAMES
from tests.corpora import Files, write_corpus
from tests.legible import contrast, mixed
from tests.serving import ROOT


@pytest.fixture
def small(files: Files) -> Corpus:
    return load_corpus(files.corpus, files.seeds)


def features(group: Any) -> list[dict[str, Any]]:
    """What folium was given."""
    layer = next(iter(group._children.values()))
    found: list[dict[str, Any]] = layer.data["features"]
    return found


# ── Words ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2019-11-26", "26 November 2019"),
        ("2019-11-26~", "about 26 November 2019"),
        ("2019-11", "November 2019"),
        ("2014", "2014"),
        ("2016~", "about 2016"),
        ("2020-21", "spring 2020"),
        ("2014-06/2014-07", "between June and July 2014"),
        ("2013/2014", "between 2013 and 2014"),
        ("[2020-04-09..2020-04-30]", "between 9 and 30 April 2020"),
        ("2018-12/2019-03~", "between December 2018 and about March 2019"),
        ("2019-03~/2019-04~", "between about March and about April 2019"),
        ("2019-03~/2019-03-23", "between about March 2019 and 23 March 2019"),
        ("2019-03-01~/2019-03-23", "between about 1 and 23 March 2019"),
        ("../2018-05-09", "no later than 9 May 2018"),
        ("2014/..", "from 2014 on"),
    ],
)
def test_a_period_is_said_no_more_precisely_than_it_is_written(edtf: str, words: str) -> None:
    assert edtf_words(edtf) == words


def test_a_period_that_holds_throughout_says_so() -> None:
    when = When(edtf="2014/2017", holds=TemporalScope.THROUGHOUT, basis="b")
    assert period_words(when) == "from 2014 to 2017, throughout"


# ── Panel ────────────────────────────────────────────────────────────────────────────────────────


def test_there_is_a_column_for_each_source_and_the_silent_are_named(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    both = build_excerpts(corpus.claims["khanaqin-shelled"], corpus)
    assert both.count('<div class="sl-source"') == 2
    assert "Silent" not in both
    one = build_excerpts(corpus.claims["baghdad-bomb"], corpus)
    assert one.count('<div class="sl-source"') == 1
    assert "Silent on this claim: 001 " in one


def test_a_quote_stands_in_its_whole_paragraph(small: Corpus) -> None:
    html = build_excerpts(small.claims["baghdad-bomb"], small)
    assert "<mark>In Baghdad a bomb killed four</mark>. In Basra a bomb killed nine." in html


def test_the_card_says_kind_period_basis_place_level_actors_and_agreement(small: Corpus) -> None:
    card = build_card(small.claims["khanaqin-shelled"], small, dark=False)
    for words in (
        "Attack · shelling",
        "3 May 2019",
        "as written",
        "Khanaqin (town)",
        "Daesh",
        "Repeated, independence not established",
    ):
        assert words in card


# ── Palette ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", Kind, ids=str)
def test_every_kind_has_a_name_and_is_legible_in_both_themes(kind: Kind) -> None:
    assert KIND_NAMES[kind]
    for dark in (False, True):
        for ground in (PAPER, RAISED):
            assert contrast((KIND_COLOURS[kind].on(dark=dark), ground.on(dark=dark))) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_streamlit_writes_in_our_theme_is_legible(name: str) -> None:
    dark = name == "dark"
    themes = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    theme = themes[name]
    assert theme["textColor"] == INK.on(dark=dark)
    assert theme["backgroundColor"] == PAPER.on(dark=dark)
    assert theme["secondaryBackgroundColor"] == RAISED.on(dark=dark)
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        # A caption is text of six parts in ten; what is chosen stands on a tenth of its own colour.
        assert contrast((mixed(theme["textColor"], ground, 0.6), ground)) >= 4.5
        chosen = theme["primaryColor"]
        assert contrast((chosen, mixed(chosen, ground, 0.1))) >= 4.5
    assert contrast((ON_PRIMARY.on(dark=dark), theme["primaryColor"])) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_colours_of_the_map_are_legible_as_words_in_the_list(dark: bool) -> None:
    style = assets.read("evidence/claim_list.css")
    (share,) = re.findall(
        r"color-mix\(in srgb, var\(--kind\) (\d+)%, var\(--st-text-color\)\)", style
    )
    hues = [hue.colour for hue in (*EVENT_HUES.values(), SEVERAL)]
    for colour in (*hues, *SIDE_COLOURS, *SOURCE_COLOURS, *KIND_COLOURS.values()):
        words = mixed(colour.on(dark=dark), INK.on(dark=dark), int(share) / 100)
        for ground in (PAPER, RAISED):
            assert contrast((words, ground.on(dark=dark))) >= 4.5, colour


def test_the_small_corpus_is_valid(tmp_path: Path) -> None:
    files = write_corpus(tmp_path)
    assert len(load_corpus(files.corpus, files.seeds).claims) == 2
