"""What a query finds, why, in which order, and how that is drawn."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from rapidfuzz import process

from components.evidence.marked_text import AROUND, LONGEST, PIECES, beginning, build_marked, ending
from components.evidence.search_hits import MOST_CLAIMS, build_hits
from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.naming.lexicon import Lexicon
from data.naming.names import names_of
from data.search.hits import Marked
from data.search.index import SearchIndex, build_index
from data.search.query import read_query
from data.search.search import SearchResult, search
from data.text.anchor import Span
from data.text.wordforms import LONGEST_WORD
from tests import hostile
from tests.corpora import claim, excerpt, place, source, write_files

FIRST = (
    "Attackers kidnapped two farmers near Khanaqin. Mortars fell on Janaqin in May.\n"
    "The prisoners of ISIS were moved to Mosul. Nobody spoke of the ISIS prisoner.\n"
    "Da’ash prisons are full, Daesh said. It did not surprise us.\n"
)
SECOND = "A <b>bold</b> raid on Khanaqin. The US denied a kidnapping in Mosul.\n"


def write_small(folder: Path) -> Corpus:
    """Two documents, four claims and names with several spellings."""
    claims = [
        claim(
            "mortars",
            excerpt("Mortars fell on Janaqin in May"),
            excerpt("A <b>bold</b> raid on Khanaqin", source="001", stance="qualifies"),
            statement="Mortars struck Khanaqin & <i>its</i> market.",
        ),
        claim(
            "farmers",
            excerpt("Attackers kidnapped two farmers", attribution="a prisoner, unnamed"),
            statement="Two farmers were abducted.",
            note="The place is that of the sentence: Khanaqin.",
            when={"edtf": "2019-01-03", "basis": "b"},
        ),
        claim(
            "prisoners",
            excerpt("The prisoners of ISIS were moved"),
            excerpt("Da’ash prisons are full"),
            kind="arrest",
            event_type=None,
            statement="Prisoners were moved.",
            when={"edtf": "2018", "basis": "b"},
        ),
        claim(
            "kidnapping-denied",
            excerpt("The US denied a kidnapping in Mosul", source="001", stance="disputes"),
            statement="A kidnapping happened in Mosul.",
            note="Denied.",
        ),
    ]
    files = write_files(
        folder,
        sources=[
            source("000", "000_a.txt", FIRST, published="2020-02-01"),
            source("001", "001_b.txt", SECOND, published="2019-06-01", publisher="The <Times>"),
        ],
        texts={"000_a.txt": FIRST, "001_b.txt": SECOND},
        places=[
            place("khanaqin", name_ar="خانقين", spellings=["Janaqin"]),
            place("mosul", lat="36.34", lon="43.13"),
        ],
        claims=claims,
        actors=[
            {"id": "daesh", "name": "Daesh", "aliases": ["ISIS", "IS", "Da’ash"]},
            {"id": "united-states", "name": "United States", "aliases": ["US"]},
        ],
    )
    return load_corpus(files.corpus, files.seeds)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return write_small(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="module")
def index(small: Corpus) -> SearchIndex:
    return build_index(small)


@pytest.fixture(scope="module")
def curated_index(curated: Corpus) -> SearchIndex:
    return build_index(curated)


def words(marked: Marked) -> list[str]:
    """What is marked in a text."""
    return [marked.text[mark.start : mark.end] for mark in marked.marks]


# ── What is found ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "claims", "sentences"),
    [
        ("Khanaqin", ["mortars", "farmers"], [("001", 0), ("000", 0), ("000", 47)]),
        ("janaqin", ["mortars", "farmers"], [("000", 47), ("001", 0), ("000", 0)]),
        ("Khanakin", ["mortars", "farmers"], [("001", 0), ("000", 0), ("000", 47)]),
        ("خانقين", ["mortars", "farmers"], [("001", 0), ("000", 0), ("000", 47)]),
        ("farmer", ["farmers"], [("000", 0)]),
        ("kidnapping", ["kidnapping-denied", "farmers"], [("001", 32), ("000", 0)]),
        ("kidnaqping", ["kidnapping-denied", "farmers"], [("001", 32), ("000", 0)]),
        ("ISIS prisoners", ["prisoners"], [("000", 79), ("000", 122), ("000", 157)]),
        ("prisoners Daesh", ["prisoners"], [("000", 157), ("000", 79), ("000", 122)]),
        ('"ISIS prisoner"', [], [("000", 122)]),
        ('"prisoners of ISIS"', ["prisoners"], [("000", 79)]),
        ('Khanaqin "raid on"', ["mortars"], [("001", 0)]),
        ('Khanaqin "raid', ["mortars"], [("001", 0)]),
        ("prisoners of ISIS", ["prisoners"], [("000", 79), ("000", 122), ("000", 157)]),
        ("US", ["kidnapping-denied"], [("001", 32)]),
        ("surprise us", [], [("000", 194)]),
        ("Khanaqin farmers", ["farmers"], [("000", 0)]),
        ("Khanaqin prisoner", ["farmers"], []),
        ("Khanaqin nobody", [], []),
        ("ISIS prisoner", ["prisoners"], [("000", 122), ("000", 79), ("000", 157)]),
        ("Iran", [], []),
        ("", [], []),
        ("…!?", [], []),
        ("(.*)+[", [], []),
        ("the of", [], []),
    ],
)
def test_a_query_finds(
    index: SearchIndex, query: str, claims: list[str], sentences: list[tuple[str, int]]
) -> None:
    result = search(index, query)
    assert [hit.claim for hit in result.claims] == claims
    assert [(hit.source, hit.span.start) for hit in result.sentences] == sentences
    assert (result.claims_found, result.sentences_found) == (len(claims), len(sentences))


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("attacks in Mosul", ["attacks", "Mosul"]),
        ("ISIS isis Isis", ["ISIS"]),
        ('"last stand" mosque', ["“last stand”", "mosque"]),
        ("“last stand„ mosque", ["“last stand”", "mosque"]),
        ('last "stand mosque', ["last", "stand", "mosque"]),
        ("car-bomb attacks", ["car", "bomb", "attacks"]),
        ("Baghdad government", ["Baghdad government"]),
        ("Abu Bakr al bagdadi dead", ["Abu Bakr al bagdadi", "dead"]),
        ("\u202eMosul\u202c", ["Mosul"]),
        ("Mosul's", ["Mosul"]),
        ("20,000", ["20,000"]),
        (" ".join(f"word{i}" for i in range(99)), [f"word{i}" for i in range(24)]),
    ],
)
def test_a_query_is_read_as_terms(curated_index: SearchIndex, query: str, terms: list[str]) -> None:
    assert [term.typed for term in read_query(query, curated_index.lexicon).terms] == terms


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("Kanakin", "Khanaqin"),
        ("Deir ezor", "Deir Ezzor"),
        ("iraqui", "Iraqi"),
        ("Mosull", "Mosul"),
        ("prisonor", "prisoner"),
        ("Iran", ""),
        ("Iraqq", "Iraq"),
        ("Raqq", ""),
        ("befoer", ""),
        ("mayor", ""),
        ("hostage", ""),
        ("Raqqa", ""),
    ],
)
def test_what_the_corpus_has_not_is_read_as_what_is_most_like_it(
    curated_index: SearchIndex, query: str, near: str
) -> None:
    assert [term.near for term in read_query(query, curated_index.lexicon).terms] == [near]


@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        ("Khanaqin", {"Janaqin is a spelling of Khanaqin"}),
        ("Janaqin", {"Janaqin is a spelling of Khanaqin"}),
        ("Khanaqim", {"Khanaqim ~ Khanaqin", "Janaqin is a spelling of Khanaqin"}),
        ("Khanakin", {"Khanakin is a spelling of Khanaqin", "Janaqin is a spelling of Khanaqin"}),
        ("خانقين", {"خانقين is the Arabic name of Khanaqin", "Janaqin is a spelling of Khanaqin"}),
        (
            "Daesh prisoner",
            {"ISIS is another name of Daesh", "prisoner ~ prisoners", "prisoner ~ prisons"},
        ),
        ("ISIS full", {"ISIS is another name of Daesh", "Da’ash is a spelling of Daesh"}),
        ("kidnapping", {"kidnapping ~ kidnapped"}),
        ("famers", {"famers ~ farmers"}),
        ('"Khanaqin"', set()),
        ("mortars", set()),
    ],
)
def test_a_sentence_says_why_it_was_found_where_it_has_other_words(
    index: SearchIndex, query: str, reasons: set[str]
) -> None:
    found = search(index, query).sentences
    assert {reason for hit in found for reason in hit.reasons} == reasons


def test_what_is_as_typed_needs_no_reason(index: SearchIndex) -> None:
    hits = {hit.span.start: hit.reasons for hit in search(index, "Khanaqin").sentences}
    assert hits == {0: (), 47: ("Janaqin is a spelling of Khanaqin",)}


def test_a_claim_is_one_hit_with_its_quotes_under_it(index: SearchIndex) -> None:
    hit = search(index, "Khanaqin").claims[0]
    assert words(hit.statement) == ["Khanaqin"]
    assert [(each.index, words(each.quote)) for each in hit.excerpts] == [
        (0, ["Janaqin"]),
        (1, ["Khanaqin"]),
    ]
    assert hit.note is None


def test_marks_of_several_words_that_overlap_are_one(index: SearchIndex) -> None:
    hit = search(index, 'Khanaqin "raid on Khanaqin"').sentences[0]
    assert words(hit.sentence) == ["raid on Khanaqin"]


def test_a_claim_is_found_by_its_note_and_by_whom_its_quotes_are_attributed_to(
    index: SearchIndex,
) -> None:
    hit = search(index, "Khanaqin prisoner").claims[0]
    assert hit.note is not None
    assert words(hit.note) == ["Khanaqin"]
    assert [words(each.attribution) for each in hit.excerpts] == [["prisoner"]]


def test_quotes_with_most_of_the_words_come_first(index: SearchIndex) -> None:
    hit = search(index, "raid Khanaqin").claims[0]
    assert [each.index for each in hit.excerpts] == [1, 0]


def test_a_sentence_comes_with_those_around_it_and_the_claims_that_quote_it(
    index: SearchIndex,
) -> None:
    hit = search(index, "moved").sentences[0]
    assert hit.before == "Mortars fell on Janaqin in May."
    assert hit.after == "Nobody spoke of the ISIS prisoner."
    assert hit.claims == ("prisoners",)
    assert search(index, "nobody spoke").sentences[0].claims == ()


@pytest.mark.parametrize(
    ("query", "readings"),
    [
        ("ISIS", [("ISIS", "", ("Daesh", "Da’ash"))]),
        ("Khanakin", [("Khanakin", "Khanaqin", ("Janaqin",))]),
        ("famers", [("famers", "farmers", ())]),
        ("mortars", []),
        ("nothing known", []),
    ],
)
def test_a_result_says_in_which_words_a_term_was_found(
    index: SearchIndex, query: str, readings: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    found = search(index, query).readings
    assert [(each.typed, each.near, set(each.also)) for each in found] == [
        (typed, near, set(also)) for typed, near, also in readings
    ]


@pytest.mark.parametrize(
    ("query", "suggestions"),
    [
        ("Khanaqin nobody", ("Khanaqin", "nobody")),
        ("Khankn", ("Khanaqin",)),
        ("Janqan", ("Janaqin",)),
        ("zzzzzz", ()),
        ("Khanaqin", ()),
        ("", ()),
    ],
)
def test_when_nothing_is_found_there_are_suggestions_that_find_something(
    index: SearchIndex, query: str, suggestions: tuple[str, ...]
) -> None:
    assert search(index, query).suggestions[: len(suggestions) or None] == suggestions
    for each in search(index, query).suggestions:
        assert search(index, each).claims_found + search(index, each).sentences_found > 0


def test_suggestions_are_nearest_first_and_names_before_words(small: Corpus) -> None:
    words = {"mosulk": "mosulk", "musol": "Musol"}
    found = Lexicon(names_of(small), words).somewhat_alike("mosulkx")
    assert found == ("mosulk", "Mosul")
    assert Lexicon(names_of(small), {"mosut": "mosut"}).somewhat_alike("mosux") == (
        "Mosul",
        "mosut",
    )


@pytest.mark.parametrize(
    ("query", "notices"),
    [
        ("mortars", ()),
        (
            "mortars of us",
            ("Too common to be searched for, unless in quotation marks: “of”, “us”.",),
        ),
        ("mortars " + "x" * 61, ("Words of more than 60 letters were left out.",)),
        (
            "mortars " + "y" * 2000,
            (
                "Only the first 1,000 characters were read.",
                "Words of more than 60 letters were left out.",
            ),
        ),
        (
            "mortars " + " ".join(f"word{i}" for i in range(24)),
            ("Only the first 24 words were searched for.",),
        ),
    ],
)
def test_what_of_a_query_is_not_used_is_said(
    index: SearchIndex, query: str, notices: tuple[str, ...]
) -> None:
    assert search(index, query).notices == notices


def test_at_most_so_many_hits_are_given_and_all_are_counted(index: SearchIndex) -> None:
    result = search(index, "Khanaqin", limit=1)
    assert (len(result.claims), result.claims_found) == (1, 2)
    assert (len(result.sentences), result.sentences_found) == (1, 3)


LONG_QUERIES = (
    "x" * 100_000,
    "Khanaqim " + "x" * 900,
    "abcdefg" * 100,
    ("y" * 40 + " ") * 9,
    '"' + "z" * 900 + '"',
    '"' + "zz " * 99 + '"',
)


def test_a_word_without_end_is_compared_with_nothing(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    original = process.extract

    def extract(wanted: str, *args: Any, **options: Any) -> Any:
        compared.append(wanted)
        return original(wanted, *args, **options)

    monkeypatch.setattr(process, "extract", extract)
    for query in LONG_QUERIES:
        search(index, query)
    assert "khanaqim" in compared
    assert max(map(len, compared)) <= LONGEST_WORD


# ── The curated corpus ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("Khanaqin", "Janaqin"),
        ("Khanakin", "Janaqin"),
        ("Kanaquin", "Janaqin"),
        ("خانقين", "Janaqin"),
        ("ISIS", "Daesh"),
        ("Daesh", "ISIS"),
        ("Daish", "Da’ash"),
        ("Saladin", "Salah al-Din"),
        ("Salah al-Din", "Saladin"),
        ("Tuz Khurmatu", "Tuz Jurmatu"),
        ("Tuz Kurmatu", "Tuz Jurmatu"),
        ("Amirli", "Amerli"),
        ("Deir ez-Zor", "Deir al-Zour province"),
        ("Deir Ezor", "Deir al-Zour province"),
        ("Shiites", "Shiite"),
        ("Houthi", "Hutu rebels"),
        ("Popular Mobilisation Forces", "PMUs"),
        ("PMF", "Hashad al-Shaabi"),
        ("United States", "Washington"),
        ("kidnaping", "kidnapped"),
        ("goverment", "government"),
        ("organisation", "organization"),
    ],
)
def test_a_spelling_finds_the_sentences_that_have_another(
    curated: Corpus, curated_index: SearchIndex, query: str, written: str
) -> None:
    found = search(curated_index, query, limit=1000).sentences
    assert written in {mark for hit in found for mark in words(hit.sentence)}
    for hit in found:
        assert hit.sentence.text == curated.texts[hit.source][hit.span.start : hit.span.end]


@pytest.mark.parametrize(
    ("one", "other"), [("ISIS", "Daesh"), ("Khanaqin", "Janaqin"), ("Tuz Jurmatu", "Tuz Khurmatu")]
)
def test_two_names_of_one_thing_find_the_same(
    curated_index: SearchIndex, one: str, other: str
) -> None:
    first, second = (search(curated_index, each, limit=1000) for each in (one, other))
    assert {hit.claim for hit in first.claims} == {hit.claim for hit in second.claims}
    assert {hit.span for hit in first.sentences} == {hit.span for hit in second.sentences}


# ── Whatever is typed ────────────────────────────────────────────────────────────────────────────


class Elements(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self, markup: Markup) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.picks: list[str] = []
        self.text = ""
        self.feed(str(markup))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.picks += [value or "" for name, value in attrs if name == "data-pick"]

    def handle_data(self, data: str) -> None:
        self.text += data


OUR_TAGS = {"section", "div", "span", "button", "mark", "bdi", "b", "h2"}


def drawn(result: SearchResult, corpus: Corpus, chosen: str | None = None) -> Elements:
    """A result as drawn on a light background."""
    return Elements(build_hits(result, corpus, chosen=chosen, dark=False))


@pytest.mark.parametrize(
    "query",
    [*hostile.STRINGS, '"', '""', "“”", "\0", "\n", " \u2028 "],
    ids=lambda query: ascii(query[:30]),
)
def test_hostile_queries_are_answered_and_drawn_as_text(
    small: Corpus, index: SearchIndex, query: str
) -> None:
    assert drawn(search(index, query), small).tags <= OUR_TAGS


@given(st.text(alphabet=st.sampled_from('abc kn"”\u0301\u202eIS’-. خا'), max_size=60) | st.text())
def test_marks_stand_within_their_text_in_order_and_apart(index: SearchIndex, query: str) -> None:
    result = search(index, query)
    marked = [
        *(hit.statement for hit in result.claims),
        *(each.quote for hit in result.claims for each in hit.excerpts),
        *(hit.sentence for hit in result.sentences),
    ]
    for each in marked:
        ends = [0, *(end for mark in each.marks for end in (mark.start, mark.end)), len(each.text)]
        assert ends == sorted(ends)
        assert all(mark.start < mark.end for mark in each.marks)


def test_hostile_text_of_a_corpus_is_found_and_drawn_as_text(tmp_path: Path) -> None:
    files = hostile.write_hostile_corpus(tmp_path)
    corpus = load_corpus(files.corpus, files.seeds)
    index = build_index(corpus)
    page = drawn(search(index, '"before"', limit=100), corpus)
    assert page.tags <= OUR_TAGS
    assert "<script>alert(1)</script>" in page.text
    assert max(map(len, re.findall("x+", page.text))) < 2 * LONGEST


# ── Drawing ──────────────────────────────────────────────────────────────────────────────────────


def test_every_hit_can_be_picked(small: Corpus, index: SearchIndex) -> None:
    page = drawn(search(index, "Khanaqin"), small)
    assert page.picks == [
        "claim:mortars",
        "claim:farmers",
        "document:001:0",
        "claim:mortars",
        "document:000:0",
        "claim:farmers",
        "document:000:47",
        "claim:mortars",
    ]


def test_a_document_is_opened_where_the_sentence_stands(small: Corpus, index: SearchIndex) -> None:
    picks = drawn(search(index, "moved"), small).picks
    offset = int(picks[1].removeprefix("document:000:"))
    assert small.texts["000"][offset:].startswith("The prisoners of ISIS")


def test_what_was_found_is_marked_and_what_stands_around_is_escaped(
    small: Corpus, index: SearchIndex
) -> None:
    markup = str(build_hits(search(index, "Khanaqin"), small, chosen=None, dark=False))
    assert "Mortars struck <mark>Khanaqin</mark> &amp; &lt;i&gt;its&lt;/i&gt; market." in markup
    assert "A &lt;b&gt;bold&lt;/b&gt; raid on <mark>Khanaqin</mark>" in markup
    assert "The &lt;Times&gt;" in markup
    assert "Janaqin is a spelling of Khanaqin" in markup
    assert "3 May 2019" in markup


def test_the_chosen_claim_is_said_to_be_the_current_one(small: Corpus, index: SearchIndex) -> None:
    markup = str(build_hits(search(index, "farmers"), small, chosen="farmers", dark=False))
    assert re.findall('data-pick="(claim:[a-z-]+)" aria-current="(true|false)"', markup) == [
        ("claim:farmers", "true"),
        ("claim:farmers", "true"),
    ]


def test_kinds_have_another_colour_on_a_dark_background(small: Corpus, index: SearchIndex) -> None:
    result = search(index, "farmers")
    light, dark = (build_hits(result, small, chosen=None, dark=each) for each in (False, True))
    assert light != dark


def test_a_quote_that_does_not_support_its_claim_says_so(small: Corpus, index: SearchIndex) -> None:
    assert "✗ Disputes" in drawn(search(index, "US kidnapping"), small).text
    assert "Supports" not in drawn(search(index, "mortars"), small).text


def test_a_sentence_without_a_claim_says_so(small: Corpus, index: SearchIndex) -> None:
    assert "No claim quotes this sentence." in drawn(search(index, "spoke"), small).text


def test_without_hits_the_suggestions_can_be_picked(small: Corpus, index: SearchIndex) -> None:
    page = drawn(search(index, 'Khanaqin "nobody spoke"'), small)
    assert page.picks == ["query:Khanaqin", "query:“nobody spoke”"]
    assert 'No claim and no sentence has all of this: Khanaqin "nobody spoke"' in page.text


def test_without_a_query_it_says_how_to_search(small: Corpus, index: SearchIndex) -> None:
    page = drawn(search(index, "  "), small)
    assert page.picks == []
    assert "A hit holds all the words." in page.text


def test_a_long_query_is_shown_by_its_beginning(small: Corpus, index: SearchIndex) -> None:
    assert len(drawn(search(index, "x" * 100_000), small).text) < 400


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ISIS", "For ISIS also found: "),
        (
            "Khanakin",
            "Khanakin is read as Khanaqin, of which it is another spelling; also found as Janaqin.",
        ),
        ("خانقين", "خانقين is read as Khanaqin, of which it is another spelling"),
        (
            "Khanaqim",
            "Khanaqim is not in the corpus; read as Khanaqin, also found as Janaqin.",
        ),
        ("famers", "famers is not in the corpus; read as farmers."),
        ("mortars us", "Too common to be searched for"),
    ],
)
def test_how_a_query_was_read_is_said(
    small: Corpus, index: SearchIndex, query: str, words: str
) -> None:
    assert words in drawn(search(index, query), small).text


def test_hits_that_are_not_shown_are_counted(small: Corpus, index: SearchIndex) -> None:
    page = drawn(search(index, "Khanaqin", limit=1), small)
    assert "Claims the first 1 of 2" in page.text
    assert "Sentences of the documents the first 1 of 3" in page.text


def test_more_quotes_and_claims_than_fit_are_counted(
    curated: Corpus, curated_index: SearchIndex
) -> None:
    page = drawn(search(curated_index, "Daesh"), curated)
    assert re.search(r"and \d+ more excerpts", page.text)
    assert re.search(r"and \d+ more claims quote it", page.text)
    sentences = " ".join(page.picks).split("document:")[1:]
    assert max(each.count("claim:") for each in sentences) == MOST_CLAIMS


def test_of_a_long_text_what_is_around_the_marks_is_kept() -> None:
    text = "Khanaqin " + "word " * 200 + "Mosul " + "word " * 200
    at = text.index("Mosul")
    markup = build_marked(Marked(text, (Span(0, 8), Span(at, at + 5))))
    assert markup.startswith("<mark>Khanaqin</mark> word ")
    assert " word … word " in markup
    assert "word <mark>Mosul</mark> word" in markup
    assert markup.endswith("word …")
    assert len(markup.striptags()) < 4 * AROUND


def test_a_text_is_cut_between_words() -> None:
    text = "wordy " * 200 + "Mosul" + " wordy" * 200
    markup = build_marked(Marked(text, (Span(1200, 1205),)))
    assert markup.startswith("… wordy ")
    assert markup.endswith(" wordy …")


def test_of_a_text_with_many_marks_the_first_are_kept() -> None:
    text = ("Mosul " + "word " * 100) * 20
    marks = tuple(Span(each.start(), each.end()) for each in re.finditer("Mosul", text))
    assert build_marked(Marked(text, marks)).count("<mark>") == PIECES


def test_of_a_long_text_without_marks_the_beginning_is_kept() -> None:
    markup = build_marked(Marked("word " * 500, ()))
    assert markup.startswith("word word")
    assert markup.endswith("word …")
    assert len(markup) <= LONGEST + 2


def test_a_text_that_fits_is_kept_whole() -> None:
    assert build_marked(Marked("to Mosul", (Span(3, 8),))) == "to <mark>Mosul</mark>"


def test_a_word_longer_than_the_window_is_cut() -> None:
    long = "x" * 5000
    assert len(build_marked(Marked(f"{long} Mosul {long}", (Span(5001, 5006),)))) < 4 * AROUND
    assert beginning(long) == "x" * AROUND + " …"
    assert ending(long) == "… " + "x" * AROUND


@pytest.mark.parametrize(("text", "end"), [("", ""), ("Short.", "Short.")])
def test_a_short_neighbour_is_kept_whole(text: str, end: str) -> None:
    assert beginning(text) == ending(text) == end
