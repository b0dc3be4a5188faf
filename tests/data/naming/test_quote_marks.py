"""What is marked in a quote: figures, dates, and the words that no other source uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.corpus import Actor, Corpus, Excerpt
from data.naming.names import names_of
from data.naming.quote_marks import Mark, MarkRole, Run, figure_and_date_marks, own_words, runs
from data.text.anchor import Span, anchor
from tests.corpora import claim, excerpt, in_memory, place, source

FIGURE, DATE, OWN = MarkRole


# ── Figures and dates ────────────────────────────────────────────────────────────────────────────


def marked(text: str, figures: Sequence[str] = (), when: str = "") -> list[str]:
    """'figure: two people' for each mark, in order of place; the quote is all or between bars."""
    before, bar, rest = text.partition("|")
    quote, document = (rest.partition("|")[0] if bar else text), text.replace("|", "")
    span = Span(len(before), len(before) + len(quote)) if bar else Span(0, len(text))
    given = [
        {"measure": "killed", "minimum": 1, "unit": "persons", "as_written": each}
        for each in figures
    ]
    stated = {"edtf": "2019", "as_written": when} if when else None
    said = Excerpt.model_validate(excerpt(quote or "x", figures=given, when=stated))
    marks = figure_and_date_marks(said, document, span)
    ordered = sorted(marks, key=lambda mark: (mark.span.start, mark.role))
    return [f"{mark.role}: {document[mark.span.start : mark.span.end]}" for mark in ordered]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On 26 November 2019 it fell", ["26 November 2019"]),
        ("On November 26, 2019 it fell", ["November 26, 2019"]),
        ("On November 26 it fell", ["November 26"]),
        ("On 26 November it fell", ["26 November"]),
        ("in March 2019", ["March 2019"]),
        ("in March", ["March"]),
        ("in May, police said", ["May"]),
        ("in 2014, in 1999", ["2014", "1999"]),
        ("2013-2014", ["2013", "2014"]),
        ("from October to December 2 on Monday", ["October", "December 2", "Monday"]),
        ("", []),
        # What only looks like a date.
        ("They may march at the monday market", []),
        ("the Mayor of Marchfield", []),
        ("2,014 people, 12014 and 20144", []),
        ("the 2010s, 1899 or 2100", []),
        ("Theresa May said so", []),
        ("May they rest in peace", []),
        ("The March on Baghdad began", []),
        ("2000 fighters fled", []),
        ("In May 20,000 fled", ["May"]),
        ("On November 26 2019 it fell", ["November 26 2019"]),
        ("In mid-May, in late 2014", ["May", "2014"]),
        ("over 2000 fighters fled", []),
        ("in Mosul, 2017.", ["2017"]),
        ("since 2014, 2015 and 2016", ["2014", "2015", "2016"]),
        ("May-June 2019", ["May", "June 2019"]),
    ],
)
def test_a_written_date_is_marked_as_a_whole(text: str, dates: Sequence[str]) -> None:
    assert marked(text) == [f"date: {each}" for each in dates]


@pytest.mark.parametrize(
    ("text", "figures", "when", "marks"),
    [
        ("two people died", ["two people"], "", ["figure: two people"]),  # at the very start
        ("it killed two people", ["two people"], "", ["figure: two people"]),  # and the very end
        ("two people and $ 2 (ca.)", ["two people", "$ 2 (ca.)"], "",
         ["figure: two people", "figure: $ 2 (ca.)"]),
        ("two of the two people", ["two of the two people", "two people"], "",
         ["figure: two of the two people", "figure: two people"]),  # one within the other
        ("in recent weeks of 2014", [], "in recent weeks", ["date: in recent weeks", "date: 2014"]),
        ("killed in 2014", [], "in 2014", ["date: in 2014", "date: 2014"]),
        ("four bombs in May", ["four bombs in May"], "in May",
         ["figure: four bombs in May", "date: in May", "date: May"]),
        ("it lost $2m", ["2"], "", ["figure: 2"]),  # no word of its own
        ("nobody died", ["two people"], "in 2014", []),  # the words stand elsewhere
        # Beside the quote only the stated time is marked, where its paragraph has it.
        ("In May, of two, in 2014 |two fell| of two", ["two"], "in 2014",
         ["date: in 2014", "figure: two"]),
        ("in 2014 |two fell in 2014|", ["two"], "in 2014",
         ["figure: two", "date: in 2014", "date: 2014"]),
        ("of two |two fell| in 2014", ["two"], "in 2014", ["figure: two", "date: in 2014"]),
        ("in 2014\n|two fell|\nin 2014", ["two"], "in 2014", ["figure: two"]),
    ],
)  # fmt: skip
def test_the_words_of_figures_and_of_the_stated_time_are_marked(
    text: str, figures: Sequence[str], when: str, marks: Sequence[str]
) -> None:
    assert marked(text, figures, when) == marks


@pytest.mark.parametrize(
    ("before", "quote"),
    [("", "a network of |two men"), ("Of ten, two died. ", "In May |two fell")],
)
def test_the_words_are_marked_where_the_quote_has_them_as_words(before: str, quote: str) -> None:
    start, exact = len(before) + quote.index("|"), quote.replace("|", "")
    two = {"measure": "killed", "minimum": 2, "unit": "persons", "as_written": "two"}
    given = Excerpt.model_validate(excerpt(exact, figures=[two]))
    marks = figure_and_date_marks(given, before + exact, Span(len(before), len(before + exact)))
    figures = [mark.span for mark in marks if mark.role is FIGURE]
    assert [span for span in figures if span.start >= len(before)] == [Span(start, start + 3)]


def test_a_month_at_the_start_of_a_quote_is_read_with_the_word_before_it() -> None:
    assert marked("In |May two died|") == ["date: May"]


# ── Words that no other source uses ──────────────────────────────────────────────────────────────


def own(quotes: Sequence[tuple[str, str]]) -> dict[int, list[str]]:
    """The marked words of each of these (source, quote); each stands within its document."""
    texts: dict[str, str] = {}
    for name, quote in quotes:
        texts[name] = texts.get(name, "Before. ") + quote + " | after.\n"
    told = claim("it", *(excerpt(quote, source=name) for name, quote in quotes))
    corpus: Corpus = replace(
        in_memory(
            told,
            sources=[source(name, name, text) for name, text in texts.items()],
            places=[place("khanaqin", spellings=["Janaqin"]), place("baghdad", name="Baghdad")],
        ),
        actors={
            "daesh": Actor(id="daesh", name="Daesh", aliases=("ISIS", "Islamic State")),
            "government": Actor(id="government", name="Iraqi cabinet", aliases=("Baghdad",)),
        },
        texts=texts,
        spans={"it": tuple(anchor(texts[name], quote) for name, quote in quotes)},
    )
    marks = own_words(corpus.claims["it"], corpus, names_of(corpus))
    found = {}
    for index, (name, _) in enumerate(quotes):
        ordered = sorted(marks.get(index, ()), key=lambda mark: mark.span.start)
        assert {mark.role for mark in ordered} <= {OWN}
        found[index] = [texts[name][mark.span.start : mark.span.end] for mark in ordered]
    return found


@pytest.mark.parametrize(
    ("one", "other", "marks"),
    [
        ("Daesh shelled Khanaqin", "ISIS shells Janaqin", ([], [])),
        ("Daesh's men", "men of the Islamic State", ([], [])),
        ("Daesh shelled it", "the police shelled it", (["Daesh"], ["police"])),
        ("The attacks were increasing", "an attack increased", ([], [])),  # by their stems
        ("It may be said of them", "for which he was", ([], [])),  # grammar alone
        ("Two died", "two DIED, four fled", ([], ["four", "fled"])),
        ("2,000 fled", "2000 fled", ([], [])),
        ("bomb", "mortar", (["bomb"], ["mortar"])),
        ("the Islamic State fell", "the state fell", (["Islamic State"], ["state"])),
        ("the Iraqi cabinet fell", "Baghdad fell", ([], [])),
    ],
)  # fmt: skip
def test_the_words_are_marked_that_the_other_source_does_not_have(
    one: str, other: str, marks: tuple[list[str], list[str]]
) -> None:
    assert own([("000", one), ("001", other)]) == {0: marks[0], 1: marks[1]}
    assert own([("000", other), ("001", one)]) == {0: marks[1], 1: marks[0]}


@pytest.mark.parametrize(
    ("quotes", "marks"),
    [
        ([("000", "bomb")], {0: []}),
        ([("000", "bomb"), ("000", "mortar")], {0: [], 1: []}),  # one source, twice
        (
            # What any other source has is shared, in whichever of its quotes.
            [("000", "bomb fell"), ("001", "a bomb"), ("001", "one fell"), ("002", "rocket")],
            {0: [], 1: [], 2: ["one"], 3: ["rocket"]},
        ),
        (
            # Another quote of the same source shares nothing.
            [("000", "a bomb"), ("000", "big bomb"), ("001", "mortar")],
            {0: ["bomb"], 1: ["big", "bomb"], 2: ["mortar"]},
        ),
    ],
)
def test_words_are_compared_between_sources_and_not_within_one(
    quotes: Sequence[tuple[str, str]], marks: Mapping[int, list[str]]
) -> None:
    assert own(quotes) == marks


# ── Runs ─────────────────────────────────────────────────────────────────────────────────────────


def mark(start: int, end: int, role: MarkRole = DATE) -> Mark:
    return Mark(Span(start, end), role)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], ["10-20"]),
        ([mark(10, 20)], ["10-20 date"]),
        ([mark(12, 15)], ["10-12", "12-15 date", "15-20"]),
        ([mark(10, 12), mark(18, 20)], ["10-12 date", "12-18", "18-20 date"]),
        # Overlapping, one within another, one upon another, touching.
        ([mark(11, 15), mark(13, 18, OWN)],
         ["10-11", "11-13 date", "13-15 date own", "15-18 own", "18-20"]),
        ([mark(11, 18), mark(13, 15, FIGURE)],
         ["10-11", "11-13 date", "13-15 date figure", "15-18 date", "18-20"]),
        ([mark(11, 18, OWN), mark(11, 18), mark(11, 18)], ["10-11", "11-18 date own", "18-20"]),
        ([mark(11, 13), mark(13, 15)], ["10-11", "11-13 date", "13-15 date", "15-20"]),
        # Beyond the stretch on either side, around it and outside it.
        ([mark(5, 12), mark(18, 30)], ["10-12 date", "12-18", "18-20 date"]),
        ([mark(0, 99)], ["10-20 date"]),
        ([mark(0, 10), mark(20, 25)], ["10-20"]),
    ],
)  # fmt: skip
def test_a_stretch_is_cut_wherever_a_mark_begins_or_ends(
    marks: Sequence[Mark], expected: Sequence[str]
) -> None:
    found = [f"{run.start}-{run.end} {' '.join(sorted(run.roles))}" for run in runs(10, 20, marks)]
    assert [each.strip() for each in found] == expected


def test_an_empty_stretch_has_no_runs() -> None:
    assert runs(5, 5, [mark(0, 9)]) == ()


@given(st.lists(st.builds(mark, st.integers(0, 30), st.integers(0, 30), st.sampled_from(MarkRole))))
def test_runs_join_to_the_whole_and_know_every_mark_on_them(marks: Sequence[Mark]) -> None:
    found: tuple[Run, ...] = runs(10, 20, marks)
    assert [i for run in found for i in range(run.start, run.end)] == list(range(10, 20))
    for run in found:
        for i in range(run.start, run.end):
            lying = {each.role for each in marks if each.span.start <= i < each.span.end}
            assert run.roles == lying
