"""The examples of Levels 0 and 1 in the Library of Congress's specification of EDTF (2019).

Each with its first and last day, margin included, its precision and its words.
"""

from __future__ import annotations

import json
from datetime import date

import pytest

from components.timeline.scale import Scale
from components.timeline.spans import MarkShape, event_span
from data.__main__ import main
from data.exports.maps.linked_places import timespan
from data.model.calendar_unit import DatePrecision
from data.model.corpus import Claim
from data.model.period import TemporalScope, exact_bounds, parse_period
from data.selecting.bins import Step, bins
from data.wording.dates import edtf_words
from data.wording.labels import PRECISION_NAMES
from tests.corpora import claim, excerpt, in_memory, source

# fmt: off
LEVEL_0 = [
    ("1985-04-12", "1985-04-12", "1985-04-12", "day", "12 April 1985"),
    ("1985-04", "1985-04-01", "1985-04-30", "month", "April 1985"),
    ("1985", "1985-01-01", "1985-12-31", "year", "1985"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "day", "12 April 1985"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "day", "12 April 1985"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "day", "12 April 1985"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "day", "12 April 1985"),
    ("1964/2008", "1964-01-01", "2008-12-31", "interval", "between 1964 and 2008"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "interval",
     "between June 2004 and August 2006"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "interval",
     "between 1 February 2004 and 8 February 2005"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "interval",
     "between 1 February 2004 and February 2005"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", "interval",
     "between 1 February 2004 and 2005"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "interval", "between 2005 and February 2006"),
    ("0000", "0000-01-01", "0000-12-31", "year", "1 BC"),
]
LEVEL_1 = [
    ("Y170000002", "Y170000002-01-01", "Y170000002-12-31", "year", "170,000,002"),
    ("Y-170000002", "Y-170000002-01-01", "Y-170000002-12-31", "year", "170,000,003 BC"),
    ("2001-21", "2001-03-01", "2001-05-31", "season", "spring 2001"),
    ("2001-22", "2001-06-01", "2001-08-31", "season", "summer 2001"),
    ("2001-23", "2001-09-01", "2001-11-30", "season", "autumn 2001"),
    # The northern winter that begins in the December of its year.
    ("2003-24", "2003-12-01", "2004-02-29", "season", "winter 2003–04"),
    ("1984?", "1983-10-02", "1985-04-01", "year", "about 1984"),
    ("2004-06~", "2004-05-17", "2004-07-15", "month", "about June 2004"),
    ("2004-06-11%", "2004-06-08", "2004-06-14", "approximate-day", "about 11 June 2004"),
    ("201X", "2010-01-01", "2019-12-31", "decade", "the 2010s"),
    ("20XX", "2000-01-01", "2099-12-31", "century", "between 2000 and 2099"),
    ("2004-XX", "2004-01-01", "2004-12-31", "year", "2004, month not said"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "month", "April 1985, day not said"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "year", "1985, month and day not said"),
    ("1985-04-12/..", "1985-04-12", None, "open", "from 12 April 1985 on"),
    ("1985-04/..", "1985-04-01", None, "open", "from April 1985 on"),
    ("1985/..", "1985-01-01", None, "open", "from 1985 on"),
    ("../1985-04-12", None, "1985-04-12", "open", "no later than 12 April 1985"),
    ("../1985-04", None, "1985-04-30", "open", "no later than April 1985"),
    ("../1985", None, "1985-12-31", "open", "no later than 1985"),
    ("1985-04-12/", "1985-04-12", None, "open", "from 12 April 1985, end not known"),
    ("1985-04/", "1985-04-01", None, "open", "from April 1985, end not known"),
    ("1985/", "1985-01-01", None, "open", "from 1985, end not known"),
    ("/1985-04-12", None, "1985-04-12", "open", "until 12 April 1985, beginning not known"),
    ("/1985-04", None, "1985-04-30", "open", "until April 1985, beginning not known"),
    ("/1985", None, "1985-12-31", "open", "until 1985, beginning not known"),
    ("1984~/2004-06", "1983-10-02", "2004-06-30", "interval", "between about 1984 and June 2004"),
    ("-1985", "-1985-01-01", "-1985-12-31", "year", "1986 BC"),
]
# What else is read: parts that are uncertain (Level 2), and what lies at the edge of the calendar.
BEYOND = [
    ("2004-06~-11", "2004-05-27", "2004-06-26", "approximate-day", "about 11 June 2004"),
    ("2004?-06-11", "2004-03-12", "2004-09-10", "approximate-day", "about 11 June 2004"),
    ("2004-06-~11", "2004-06-08", "2004-06-14", "approximate-day", "about 11 June 2004"),
    ("201X~", "2009-01-01", "2020-12-30", "decade", "about the 2010s"),
    ("2003-24~", "2003-11-01", "2004-03-30", "season", "about winter 2003–04"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "interval",
     "between June 2004, day not said and 3 July 2004"),
    ("-198X", "-1989-01-01", "-1980-12-31", "decade", "between 1990 BC and 1981 BC"),
    ("-0044-03-15", "-0044-03-15", "-0044-03-15", "day", "15 March 45 BC"),
    ("0000-02-29", "0000-02-29", "0000-02-29", "day", "29 February 1 BC"),
    ("0079", "0079-01-01", "0079-12-31", "year", "AD 79"),
    ("0001~", "0001-01-01", "0002-04-01", "year", "about AD 1"),
    ("9999~", "9998-10-02", "9999-12-31", "year", "about 9999"),
    ("-2000/1999", "-2000-01-01", "1999-12-31", "interval", "between 2001 BC and 1999"),
]
# fmt: on
ALL = [*LEVEL_0, *LEVEL_1, *BEYOND]
each_example = pytest.mark.parametrize(("edtf", "first", "last", "precision", "words"), ALL)


@each_example
def test_an_example_has_its_bounds_precision_and_words(
    edtf: str, first: str | None, last: str | None, precision: str, words: str
) -> None:
    assert exact_bounds(edtf) == (first, last)
    assert parse_period(edtf).precision == precision
    assert edtf_words(edtf) == words


@pytest.mark.parametrize("example", ALL, ids=lambda example: example[0])
def test_the_command_says_it_in_json(
    example: tuple[str, str | None, str | None, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    # A dash in front makes an option elsewhere; an expression may begin with one.
    assert main(["date", example[0]]) == 0
    said = json.loads(capsys.readouterr().out)
    names = ("edtf", "earliest", "latest", "precision", "words")
    assert tuple(said[name] for name in names) == example


@pytest.mark.parametrize("edtf", ["2019-13", "yesterday", "", "../..", "-1000/-2000"])
def test_the_command_refuses_in_words(edtf: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["date", edtf]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["edtf"] == edtf
    assert said["reason"]


@pytest.mark.parametrize("edtf", [each[0] for each in ALL])
@pytest.mark.parametrize("holds", TemporalScope)
def test_every_example_can_be_drawn_counted_and_taken_out(edtf: str, holds: TemporalScope) -> None:
    one = claim(
        "one",
        excerpt("words"),
        kind="forecast",
        event_type=None,
        when={"edtf": edtf, "holds": holds, "basis": "test"},
    )
    corpus = in_memory(one, sources=[source("000", "a.txt", "a", published="2020")])
    drawn: Claim = corpus.claims["one"]
    span = event_span(drawn, corpus, Scale(date(2014, 1, 1), date(2020, 12, 31)))
    assert span.first <= span.last
    counted = bins([drawn], Step.MONTH)
    assert all(each.certain <= each.possible for each in counted)
    assert {"start", "end"} == timespan(drawn.when.period).keys()


def test_a_decade_is_drawn_as_some_day_of_it() -> None:
    one = claim("one", excerpt("words"), when={"edtf": "201X", "basis": "test"})
    corpus = in_memory(one, sources=[source("000", "a.txt", "a", published="2020")])
    span = event_span(corpus.claims["one"], corpus, Scale(date(2014, 1, 1), date(2020, 12, 31)))
    assert span.look is MarkShape.SOME_DAY
    assert span.goes_on == (True, False)


def test_every_precision_has_a_name() -> None:
    assert set(PRECISION_NAMES) == set(DatePrecision)
