"""What a brief says: which claims are told otherwise, what is missing, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from components.brief.page import Pictures, build_brief
from data.brief.contents import (
    Brief,
    figures_of,
    notes_of,
    numbers_of,
    provenance,
    sources_of,
    told_of,
)
from data.brief.docx import render_docx
from data.brief.findings import contrary, gaps
from data.brief.judgements import Confidence, Judgement, Likelihood
from data.brief.markdown import escaped, render_markdown
from data.brief.words import (
    ASSUMPTION,
    basis_words,
    figure_rows,
    note_words,
    run_words,
    source_words,
    summary_words,
)
from data.exports.about import About
from data.loading.load import load_corpus
from data.model.corpus import Corpus, Source
from data.model.vocabulary import Stance
from data.naming.names import names_of
from data.selecting.select import in_order
from data.wording.phrases import where_words
from tests.corpora import Files, claim, excerpt, in_memory, place, source

SOURCES = [
    source("000", "a.txt", "a"),
    source("001", "b.txt", "b"),
    source("002", "c.txt", "c", derives_from=["001"]),
]
PLACES = [
    place("iraq", level="country", areas=["iq"]),
    place("desert", level="region", areas=["iq-an"], parent="iraq"),
    place("diyala", level="governorate", areas=["iq-di"], parent="iraq"),
    place("khanaqin", parent="diyala"),
    place("basra", parent="iraq"),
]
REPEATED = "Repeated, independence not established"
KILLED = {"measure": "killed", "unit": "persons"}


def corpus_of(*claims: Mapping[str, Any]) -> Corpus:
    return in_memory(*claims, sources=SOURCES, places=PLACES)


def brief_of(corpus: Corpus, *judgements: Judgement, **about: Any) -> Brief:
    claims = in_order(corpus.claims.values())
    return Brief("A title", About(**about), claims, judgements, "?kind=attack")


@pytest.fixture
def small(files: Files) -> Corpus:
    return load_corpus(files.corpus, files.seeds)


# ── Contrary reporting ───────────────────────────────────────────────────────────────────────────


def two(source_id: str = "001", **changes: Any) -> list[dict[str, Any]]:
    return [excerpt("It was so."), excerpt("So it was.", source=source_id, **changes)]


@pytest.mark.parametrize(
    ("excerpts", "changes", "words"),
    [
        pytest.param(two(), {}, None, id="told alike"),
        pytest.param(two(stance="mentions"), {}, None, id="only mentioned"),
        pytest.param(two(), {"note": "A remark."}, None, id="a note alone is no contradiction"),
        pytest.param(
            two(stance="disputes", attribution="the army"),
            {"note": "The army denies it."},
            "Disputed: supported in 000, contradicted in 001 (the army). The army denies it.",
            id="disputed, and “what” is not said twice",
        ),
        pytest.param(
            two(stance="qualifies", attribution="a witness"),
            {},
            "Qualified in 001 (a witness).",
            id="qualified",
        ),
        pytest.param(
            [
                excerpt("two died", figures=[KILLED | {"maximum": "2", "as_written": "two"}]),
                excerpt(
                    "nine died",
                    source="001",
                    figures=[KILLED | {"minimum": "9", "as_written": "nine"}],
                ),
            ],
            {},
            "Figures differ: “two” (000) against “nine” (001).",
            id="figures differ, and “how many” is not said twice",
        ),
        pytest.param(
            [excerpt("in Khanaqin"), excerpt("in Basra", source="001")],
            {"where": [{"place": "khanaqin"}, {"place": "basra"}]},
            "Differs on where: 000 “Khanaqin”, 001 “Basra”.",
            id="another place",
        ),
        pytest.param(
            [
                excerpt("in May", when={"edtf": "2019-05", "as_written": "in May"}),
                excerpt(
                    "in July",
                    source="001",
                    stance="qualifies",
                    attribution="police",
                    when={"edtf": "2019-07", "as_written": "in July"},
                ),
            ],
            {},
            "Qualified in 001 (police). Differs on when: 000 “in May”, 001 “in July”.",
            id="all reasons of a claim in one finding",
        ),
    ],
)
def test_a_claim_that_is_not_told_alike_is_named_once_with_the_reasons(
    excerpts: Sequence[dict[str, Any]], changes: dict[str, Any], words: str | None
) -> None:
    corpus = corpus_of(claim("told", *excerpts, **changes))
    found = contrary(brief_of(corpus), corpus, names_of(corpus))
    assert [each.words for each in found] == ([words] if words else [])


def test_no_claim_that_an_excerpt_disputes_or_qualifies_is_left_out(curated: Corpus) -> None:
    against = {Stance.DISPUTES, Stance.QUALIFIES}
    named = [each.claim.id for each in contrary(brief_of(curated), curated, names_of(curated))]
    assert len(named) == len(set(named))
    assert set(named) >= {
        each.id
        for each in curated.claims.values()
        if any(excerpt.stance in against for excerpt in each.excerpts)
    }


# ── Gaps ─────────────────────────────────────────────────────────────────────────────────────────

NAMED = {"origin": "police"}
FINE = [excerpt("It was so.", origin="daesh"), excerpt("So it was.", source="001", **NAMED)]
OPEN_DATE, VAGUE_DATE = "No date, open on one side", "No date closer than a year"
COARSE = "No place closer than a region or country"


def when(edtf: str, **changes: Any) -> dict[str, Any]:
    return {"when": {"edtf": edtf, "basis": "test"} | changes}


def where(*places: str, **changes: Any) -> dict[str, Any]:
    return {"where": [{"place": each} | changes for each in places]}


@pytest.mark.parametrize(
    ("excerpts", "changes", "names"),
    [
        pytest.param(FINE, {}, [], id="nothing is missing"),
        pytest.param([excerpt("x", **NAMED)], {}, ["Single origin"], id="one document"),
        pytest.param(
            [excerpt("x", **NAMED), excerpt("y", source="001", **NAMED)],
            {},
            ["Single origin"],
            id="two documents that name the same origin",
        ),
        pytest.param(
            [
                excerpt("x", source="001", origin="daesh"),
                excerpt("y", source="002", origin="police"),
            ],
            {},
            ["Single origin"],
            id="two documents of which one derives from the other",
        ),
        pytest.param(
            [excerpt("x", **NAMED), excerpt("y", source="001")], {}, [REPEATED], id="one unnamed"
        ),
        pytest.param(two(), {}, [REPEATED, "No origin named"], id="both unnamed"),
        pytest.param(
            [*FINE, excerpt("No.", source="002", stance="disputes")],
            {"note": "Denied."},
            ["Contested"],
            id="disputed",
        ),
        pytest.param(FINE, when("../2019"), [OPEN_DATE], id="no first day"),
        pytest.param(FINE, when("2019/.."), [OPEN_DATE], id="no last day"),
        pytest.param(FINE, when("2019"), [VAGUE_DATE], id="a year"),
        pytest.param(FINE, when("2019-01-02/2019-12-31"), [], id="a day less than a year"),
        pytest.param(FINE, when("2014/2017"), [VAGUE_DATE], id="several years"),
        pytest.param(FINE, when("2019-05~"), [], id="about a month"),
        pytest.param(
            FINE,
            when("2014-06/2017-07", holds="throughout"),
            [],
            id="years that it lasted, of which both ends are known",
        ),
        pytest.param(
            FINE,
            when("2014/2017-07", holds="throughout"),
            [VAGUE_DATE],
            id="years that it lasted, of which one end is only known to the year",
        ),
        pytest.param(FINE, {"where": []}, ["No place"], id="no place"),
        pytest.param(FINE, where("khanaqin", role="origin"), ["No place"], id="only whence"),
        pytest.param(FINE, where("iraq"), [COARSE], id="a country"),
        pytest.param(FINE, where("desert", "iraq"), [COARSE], id="a region in it"),
        pytest.param(FINE, where("khanaqin", level="region"), [COARSE], id="a town's region"),
        pytest.param(FINE, where("diyala"), [], id="a governorate"),
        pytest.param(FINE, where("iraq", "khanaqin"), [], id="a country and a town"),
    ],
)
def test_a_gap_is_named_by_its_rule(
    excerpts: Sequence[dict[str, Any]], changes: dict[str, Any], names: list[str]
) -> None:
    corpus = corpus_of(claim("told", *excerpts, **changes))
    assert [each.name for each in gaps(brief_of(corpus), corpus)] == names


def test_no_gap_stands_without_claims_and_none_speaks_of_claims_out_of_view(
    curated: Corpus,
) -> None:
    shown = in_order(curated.claims.values())[:30]
    for gap in gaps(Brief("A", About(), shown), curated):
        assert gap.claims
        assert [each for each in shown if each in gap.claims] == list(gap.claims)


# ── Notes, provenance, words ─────────────────────────────────────────────────────────────────────


def test_notes_are_numbered_through_the_brief_and_hold_each_excerpt_once(curated: Corpus) -> None:
    brief = brief_of(curated)
    notes = [note for group in notes_of(brief, curated).values() for note in group]
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert len(notes) == sum(len(each.excerpts) for each in brief.claims)
    for note in notes:
        text = curated.texts[note.source.id]
        assert text[note.span.start : note.span.end] == note_words(note).quote


def test_provenance_leads_back_to_the_corpus_the_view_and_each_file(small: Corpus) -> None:
    brief = brief_of(small, filters="kind: attack", made=date(2020, 1, 3))
    assert provenance(brief, small) == (
        ("Corpus", f"SHA-256 {small.fingerprint}"),
        ("Made with", f"Sidelight {version('sidelight')}"),
        ("Made on", "2020-01-03"),
        ("Filters", "kind: attack"),
        ("View", "?kind=attack"),
        ("Claims", "2 of 2"),
        ("Excerpts", "3"),
        ("Source 000", f"000_a.txt, SHA-256 {small.sources['000'].sha256}"),
        ("Source 001", f"001_b.txt, SHA-256 {small.sources['001'].sha256}"),
        ("Characters", "Unicode code points of the source's file read as UTF-8; end excluded"),
    )
    assert summary_words(brief, small) == "2 of 2 claims; kind: attack; made on 3 January 2020"


def test_without_a_day_or_an_address_none_is_told(small: Corpus) -> None:
    bare = Brief("A title", About(), (small.claims["baghdad-bomb"],))
    told = dict(provenance(bare, small))
    assert {"Made on", "View", "Source 001"}.isdisjoint(told)
    assert [each.id for each in sources_of(bare, small)] == ["000"]
    assert summary_words(bare, small) == "1 of 2 claims; all claims"


def test_a_judgement_refers_to_the_evidence_by_number_and_names_what_is_out_of_view(
    small: Corpus,
) -> None:
    judgement = Judgement(
        text="More will come.",
        likelihood=Likelihood.LIKELY,
        confidence=Confidence.LOW,
        claims=("baghdad-bomb", "khanaqin-shelled"),
    )
    whole = brief_of(small, judgement)
    assert numbers_of(whole) == {"khanaqin-shelled": 1, "baghdad-bomb": 2}
    assert basis_words(judgement, whole, small) == "Stands on E1, E2."
    part = Brief("A", About(), (small.claims["baghdad-bomb"],), (judgement,))
    assert basis_words(judgement, part, small) == (
        "Stands on E1 and “Daesh shelled Khanaqin.” (khanaqin-shelled, not in view)."
    )
    none = Brief("A", About(), (), (judgement,))
    assert basis_words(judgement, none, small).startswith("Stands on “A bomb killed four")
    assumed = judgement.model_copy(update={"claims": (), "assumption": True})
    assert basis_words(assumed, whole, small) == ASSUMPTION


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([3], "E3"),
        ([1, 2], "E1, E2"),
        ([3, 1, 2], "E1–E3"),
        ([1, 2, 3, 5, 7, 8, 9, 10], "E1–E3, E5, E7–E10"),
    ],
)
def test_numbers_of_claims_are_written_in_runs(numbers: list[int], words: str) -> None:
    assert run_words(numbers) == words


@given(st.sets(st.integers(1, 60)))
def test_no_number_is_lost_in_a_run(numbers: set[int]) -> None:
    read: set[int] = set()
    for part in run_words(numbers).split(", ") if numbers else ():
        first, _, last = part.replace("E", "").partition("–")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == numbers


def test_a_line_of_evidence_says_what_where_and_how_far_the_sources_agree(small: Corpus) -> None:
    shelled = told_of(brief_of(small), small)["khanaqin-shelled"]
    assert shelled.kind == "Attack (shelling; Others)"
    assert shelled.where == "Khanaqin (town)"
    assert shelled.verdict == "Repeated, independence not established"
    near = claim("near", **where("khanaqin", level="near", radius_km="10"), excerpts=FINE)
    nowhere = claim("nowhere", where=[], excerpts=FINE)
    corpus = corpus_of(near, nowhere)
    assert where_words(corpus.claims["near"], corpus) == "within about 10 km of Khanaqin"
    assert where_words(corpus.claims["nowhere"], corpus) == "no place given"


def test_a_note_says_who_says_it_in_which_words_and_where_they_stand(small: Corpus) -> None:
    note, other = notes_of(brief_of(small), small)["khanaqin-shelled"]
    words = note_words(note)
    assert words.lead == "000 The Paper, [15 January 2020]: "
    assert words.quote == "On 3 May 2019 Daesh shelled Khanaqin, killing two people"
    assert words.rest == " (supports; asserted; attributed to the author; characters 25–81)"
    assert note_words(other).lead.startswith("001 ")


def test_a_source_is_listed_with_its_way_to_us_and_its_fingerprint() -> None:
    written = source("003", "c.txt", "c", author="Ann Lee", carried_by="A Site", altered="Cut.")
    made = Source.model_validate(written)
    assert source_words(made) == (
        "003 Lee, Ann, “A report”, The Paper, [15 January 2020]. Carried by A Site. Cut. "
        f"Reliability B: test. File c.txt, SHA-256 {made.sha256}."
    )


def test_figures_stand_in_common_units_beside_the_words_of_the_source(small: Corpus) -> None:
    brief = brief_of(small)
    assert len(figures_of(brief, small)) == 1
    assert figure_rows(brief, small) == (
        ("Killed", "000", "3 May 2019", "“two people”", "2 persons", "E1"),
    )


def test_a_gap_is_told_with_how_many_claims_have_it(small: Corpus) -> None:
    brief = brief_of(small)
    numbers = numbers_of(brief)
    told = [
        (gap.words, run_words(numbers[each.id] for each in gap.claims))
        for gap in gaps(brief, small)
    ]
    assert told == [
        ("Single origin, 1 claim", "E2"),
        (f"{REPEATED}, 1 claim", "E1"),
        ("No origin named, 1 claim", "E2"),
        ("No date, open on one side, 1 claim", "E2"),
    ]


def test_every_form_says_the_same_of_where_a_claim_is_located(curated: Corpus) -> None:
    """The page once left out how precisely a place is known, which Markdown and Word said."""
    claims = [each for each in in_order(curated.claims.values()) if each.locations][:40]
    brief, names = Brief("A", About(), tuple(claims)), names_of(curated)
    page = build_brief(brief, curated, names, Pictures(Markup(""), Markup(""), Markup("")))
    markdown = render_markdown(brief, curated, names).decode().splitlines()
    document = docx.Document(BytesIO(render_docx(brief, curated, names)))
    cells = {row.cells[0].text: row.cells[2].text for row in document.tables[-2].rows}
    for number, told in enumerate(brief.claims, start=1):
        words = where_words(told, curated)
        assert (
            f" · {escape(words)} · "
            in page.partition(f'<li id="e{number}">')[2].partition("</li>")[0]
        )
        line = next(each for each in markdown if each.startswith(f"- E{number} "))
        assert f"**, {escaped(words)}: " in line
        bullet = next(
            each.text for each in document.paragraphs if each.text.startswith(f"E{number} ")
        )
        assert f", {words}: " in bullet
        assert cells[f"E{number}"] == words


def test_a_place_is_said_with_how_precisely_it_is_known(curated: Corpus) -> None:
    claims = curated.claims.values()
    said = {where_words(each, curated) for each in claims if len(each.locations) == 1}
    assert "Desert of Iraq (region, approximate)" in said
