"""Citations: complete, on one line, and no more exact than what is known."""

from __future__ import annotations

from typing import Any

import pytest

from components.evidence.citation import chicago, cite_claim, cite_excerpt
from data.loading.load import load_corpus
from data.model.corpus import Excerpt, Source
from tests.corpora import Files, excerpt, source


def of(**changes: Any) -> Source:
    return Source.model_validate(source("000", "000_a.txt", "x", **changes))


@pytest.mark.parametrize(
    ("author", "sorted_name"),
    [
        ("Louisa Loveluck", "Loveluck, Louisa"),
        ("Iraqi Studies Unit", "Iraqi Studies Unit"),
        ("Reuters", "Reuters"),
        ("Anna and Ben Smith", "Anna and Ben Smith"),
        (None, "The Paper"),
        ("Loveluck, Louisa", "Loveluck, Louisa"),
    ],
)
def test_a_person_goes_by_the_last_name_and_an_office_stays_one(
    author: str | None, sorted_name: str
) -> None:
    assert chicago(of(author=author)).startswith(f"{sorted_name}. “A report.” The Paper, ")


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2020-01-15", "15 January 2020"),
        ("2019-03~", "about March 2019"),
        ("[2018-05-28..2018-06-10]", "between 28 May and 10 June 2018"),
        ("../2018-05-09", "no later than 9 May 2018"),
    ],
)
def test_a_date_stays_as_vague_as_it_is_known(published: str, words: str) -> None:
    given = of(published=published)
    assert f"The Paper, [{words}]." in chicago(given)
    assert f"The Paper, [{words}], in “A report”: " in cite_excerpt(QUOTE, given)


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("[2020-04-09..2020-04-30]", "April 2020"),
        ("2019-03-01/2019-03-22", "March 2019"),
        ("2017-07~", "about July 2017"),
        ("2020-04-15~", "about 15 April 2020"),
        ("[2020-04-30..2020-05-01]", "between 30 April and 1 May 2020"),
    ],
)
def test_chicago_has_the_month_where_that_is_certain(published: str, words: str) -> None:
    assert f"The Paper, [{words}]." in chicago(of(published=published))


@pytest.mark.parametrize(
    ("title", "set_title"),
    [
        ("A report", "“A report.”"),
        ("Is it?", "“Is it?”"),
        ("It is.", "“It is.”"),
        ("a\nb", "“a b.”"),
    ],
)
def test_an_entry_of_a_bibliography_names_the_copy_that_was_read(
    title: str, set_title: str
) -> None:
    given = of(title=title, author="Iraqi Studies Inc.", carried_by="Al-Ahed")
    assert chicago(given) == (
        f"Iraqi Studies Inc. {set_title} The Paper, [15 January 2020]. Carried by Al-Ahed. "
        f"File 000_a.txt, SHA-256 {given.sha256[:12]}."
    )


QUOTE = Excerpt.model_validate(excerpt("two\nfell", stance="disputes", modality="denied"))


@pytest.mark.parametrize(
    ("changes", "who"),
    [
        ({}, "The Paper"),
        ({"author": "Louisa Loveluck"}, "Louisa Loveluck (The Paper)"),
        ({"carried_by": "Al-Ahed"}, "The Paper, carried by Al-Ahed"),
    ],
)
def test_a_quote_is_cited_with_its_speaker_stance_and_voice(changes: Any, who: str) -> None:
    assert cite_excerpt(QUOTE, of(**changes)) == (
        f"{who}, [15 January 2020], in “A report”: “two fell” "
        "(disputes; denied; attributed to the author)."
    )


def test_a_claim_is_cited_with_one_sentence_for_each_quote(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    cited = cite_claim(corpus.claims["khanaqin-shelled"], corpus).splitlines()
    assert [line.split("(")[0].rstrip() for line in cited] == [
        "Daesh shelled Khanaqin.",
        "The Paper, [15 January 2020], in “A report”: "
        "“On 3 May 2019 Daesh shelled Khanaqin, killing two people”",
        "The Paper, [15 January 2020], in “A report”: “mortars fell on Khanaqin in May”",
    ]
