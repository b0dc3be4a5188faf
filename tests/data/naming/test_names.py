"""Names of places and actors in any text, and the folding by which they are found."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.corpus import Actor, Corpus
from data.naming.names import EntityType, Names, names_of
from data.text.wordforms import FUNCTION_WORDS, fold, stem, words_in
from tests.corpora import in_memory, place

ACTORS = (
    Actor(
        id="daesh",
        name="Daesh",
        name_ar="داعش",
        aliases=("ISIS", "IS", "Islamic State", "Da’ash", "ISIS (Daesh)"),
    ),
    Actor(id="isi", name="Islamic State of Iraq", aliases=("the predecessor of ISIS",)),
    Actor(id="al-qaeda-in-iraq", name="Al-Qaeda in Iraq"),
    Actor(id="united-states", name="United States and its forces", aliases=("US", "U.S.")),
    Actor(id="security", name="Iraqi security forces", aliases=("security forces",)),
    Actor(id="acled", name="Armed Conflict Location & Event Data Project (ACLED)"),
    Actor(id="hassan", name="Hassan Hassan, Center for Global Policy"),
    Actor(id="people", name="Peoples’ Forces"),
)


def small_corpus() -> Corpus:
    """Names of every sort that the rules speak of."""
    places = (
        place("iraq", name="Iraq"),
        place("khanaqin", name="Khanaqin", name_ar="خانقين", spellings=["Janaqin"]),
        place("tuz-khurmatu", name="Tuz Khurmatu"),
        place("weissenfels", name="Weißenfels"),
        place("fix", name="Fix"),
        place("baghdad", name="Baghdad", name_ar="بغداد", spellings=["the Iraqi capital"]),
        place(
            "baghdad-governorate",
            name="Baghdad governorate",
            name_ar="بغداد",
            level="governorate",
            areas=["iq-bg"],
        ),
        place(
            "deir-ez-zor",
            name="Deir ez-Zor governorate",
            level="governorate",
            areas=["sy-dy"],
            spellings=["province of Deir al-Zour"],
        ),
        place("border", name="Border of Iraq and Syria", spellings=["the border"]),
        place("amirli", name="Amirli", name_ar="آمرلي"),
    )
    actors = {actor.id: actor for actor in ACTORS}
    return replace(in_memory(places=places), actors=actors)


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(small_corpus())


def found(names: Names, text: str) -> list[str]:
    """What is mentioned, and in which words of the text."""
    return [f"{each.id}: {text[each.start : each.end]}" for each in names.mentions(text)]


# ── Names ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("Mortars fell on Khanaqin.", ["khanaqin: Khanaqin"]),
        ("the region of JANAQIN", ["khanaqin: JANAQIN"]),
        ("the hospital in خانقين today", ["khanaqin: خانقين"]),
        ("Khanaqin’s mayor", ["khanaqin: Khanaqin"]),
        ("Khanaqin-based, Iraq's", ["khanaqin: Khanaqin", "iraq: Iraq"]),
        ("Khanaqins, Iraqi and Iraqis", []),
        (
            "Tuz-Khurmatu, tuz  khurmatu",
            ["tuz-khurmatu: Tuz-Khurmatu", "tuz-khurmatu: tuz  khurmatu"],
        ),
        ("in Tuz. Khurmatu fell", []),
        ("Tuz and in Khurmatu, Tuz …… Khurmatu", []),
        ("Tuz\nKhurmatu", []),
        ("", []),
    ],
)
def test_a_name_is_found_in_whole_words_however_they_are_cased(
    names: Names, text: str, mentioned: list[str]
) -> None:
    assert found(names, text) == mentioned


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("Al Qaeda in Iraq", ["al-qaeda-in-iraq: Al Qaeda in Iraq"]),
        ("Islamic State of Iraq", ["isi: Islamic State of Iraq"]),
        ("Islamic State, of Iraq", ["isi: Islamic State, of Iraq"]),
        ("Islamic State fighters in Iraq", ["daesh: Islamic State", "iraq: Iraq"]),
        ("the predecessor of ISIS", ["isi: predecessor of ISIS"]),
        ("ISIS (Daesh) is", ["daesh: ISIS (Daesh)"]),
        ("Hassan Hassan said", ["hassan: Hassan Hassan"]),
    ],
)
def test_of_names_within_names_the_longest_counts(
    names: Names, text: str, mentioned: list[str]
) -> None:
    assert found(names, text) == mentioned


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("the predecessor of ISIS", ["isi: predecessor of ISIS", "daesh: ISIS"]),
        ("Islamic State of Iraq", ["isi: Islamic State of Iraq", "iraq: Iraq"]),
        ("Baghdad governorate", ["baghdad-governorate: Baghdad governorate"]),
    ],
)
def test_nested_names_are_those_that_a_longer_name_goes_on_to(
    names: Names, text: str, mentioned: list[str]
) -> None:
    nested = names.nested_mentions(words_in(text), text)
    assert [f"{each.id}: {text[each.start : each.end]}" for each in nested] == mentioned


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("this is for us", []),
        ("Is it so? Us too.", []),
        ("the US and the IS", ["united-states: US", "daesh: IS"]),
        ("the U.S. said", ["united-states: U.S."]),
        ("isis and daesh", ["daesh: isis", "daesh: daesh"]),
    ],
)
def test_an_abbreviation_that_is_a_common_word_counts_in_capitals_only(
    names: Names, text: str, mentioned: list[str]
) -> None:
    assert found(names, text) == mentioned


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("ACLED counts", ["acled: ACLED"]),
        (
            "Armed Conflict Location & Event Data Project",
            ["acled: Armed Conflict Location & Event Data Project"],
        ),
        ("the Iraqi capital", ["baghdad: Iraqi capital"]),
        ("Deir al-Zour province", ["deir-ez-zor: Deir al-Zour"]),
        ("province of Deir al-Zour", ["deir-ez-zor: province of Deir al-Zour"]),
        ("Deir ez-Zor", ["deir-ez-zor: Deir ez-Zor"]),
        ("Baghdad", ["baghdad: Baghdad"]),
        ("across the border", []),
        ("security forces", []),
        ("Iraqi security forces", ["security: Iraqi security forces"]),
    ],
)
def test_a_name_stands_for_its_head_its_abbreviation_and_no_description(
    names: Names, text: str, mentioned: list[str]
) -> None:
    assert found(names, text) == mentioned


def test_a_shared_name_mentions_everyone_who_bears_it(names: Names) -> None:
    assert found(names, "بغداد") == ["baghdad: بغداد", "baghdad-governorate: بغداد"]


def test_a_name_says_what_the_corpus_calls_its_bearer_for_short(names: Names) -> None:
    primary = {name.id: name.primary for name in names.all}
    assert primary["hassan"] == "Hassan Hassan"
    assert primary["deir-ez-zor"] == "Deir ez-Zor"
    assert primary["baghdad-governorate"] == "Baghdad governorate"


def test_actors_are_told_from_places(names: Names) -> None:
    kinds: list[EntityType] = [each.entity for each in names.mentions("Daesh in Khanaqin")]
    assert kinds == ["actor", "place"]


# ── Folding ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("İİİ ßß ﬁﬁ: Khanaqin", "Khanaqin"),
        ("a\u0301\u0301 Khana\u0301qin\u0323 b", "Khana\u0301qin\u0323"),
        ("İt is İraq", "İraq"),
        ("in WEISSENFELS", "WEISSENFELS"),
        ("in Weißenfels", "Weißenfels"),
        ("a ﬁx", "ﬁx"),
        ("Ｋｈａｎａｑｉｎ", "Ｋｈａｎａｑｉｎ"),
        ("Kha\u00adnaqin", "Kha\u00adnaqin"),
        ("\u202eKhanaqin\u202c", "Khanaqin"),
        ("إمرلي أمرلي", "إمرلي"),
        ("da'ash", "da'ash"),
        ("Daʼash’s", "Daʼash"),
        ("Peoples Forces", "Peoples Forces"),
    ],
)
def test_folding_keeps_offsets_in_the_text_as_given(names: Names, text: str, written: str) -> None:
    first = names.mentions(text)[0]
    assert text[first.start : first.end] == written


@given(before=st.text(), after=st.text())
def test_whatever_stands_around_a_name_it_is_found_where_it_stands(before: str, after: str) -> None:
    text = f"{before}\nKhanaqin\n{after}"
    mentions = Names(names_of(small_corpus()).all).mentions(text)
    assert (len(before) + 1, len(before) + 9) in [(each.start, each.end) for each in mentions]


@given(st.text())
def test_words_stand_in_order_and_apart_and_within_the_text(text: str) -> None:
    words = words_in(text)
    assert all(0 <= word.start < word.end <= len(text) and word.folded for word in words)
    assert all(one.start <= other.start for one, other in pairwise(words))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Daesh’s fighters’ will", "daesh fighters will"),
        ("100,000 people, 2,000 more", "100000 people 2000 more"),
        ("1,2 and 3,45", "1 2 and 3 45"),
        ("hit-and-run", "hit and run"),
        ("آمرلي العـراق", "امرلي العراق"),
        ("\u200b\u2066 …!?", ""),
    ],
)
def test_a_text_is_folded_into_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kidnapping", "kidnapped"),
        ("prisoners", "prison"),
        ("destabilise", "destabilizing"),
        ("organisation", "organizations"),
        ("neighbours", "neighbor"),
        ("defence", "defense"),
    ],
)
def test_forms_of_a_word_and_its_british_and_american_spellings_share_a_stem(
    one: str, other: str
) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("hour", "hor"), ("rise", "risk")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


# ── The curated corpus ───────────────────────────────────────────────────────────────────────────


def test_every_name_of_the_curated_corpus_is_found_in_itself(curated: Corpus) -> None:
    names = names_of(curated)
    missed = [
        name.spelled
        for name in names.all
        if (name.entity, name.id)
        not in {(each.entity, each.id) for each in names.mentions(name.spelled)}
    ]
    assert missed == []


def test_no_common_word_of_the_documents_is_taken_for_a_name(curated: Corpus) -> None:
    names = names_of(curated)
    written = {
        text[each.start : each.end]
        for text in curated.texts.values()
        for each in names.mentions(text)
    }
    assert {each for each in written if each in FUNCTION_WORDS} == set()
    assert "US" in written
