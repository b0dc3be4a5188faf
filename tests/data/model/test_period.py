"""EDTF expressions: their bounds, their margins, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model.edtf_library import parse_with_library
from data.model.period import Bounds, Period, PeriodError, TemporalScope, parse_period

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
QUALIFIERS = st.sampled_from(["", "~", "?", "%"])
SINGLE = st.one_of(
    st.builds("{:%Y-%m-%d}{}".format, DAYS, QUALIFIERS),
    st.builds("{:%Y-%m}{}".format, DAYS, QUALIFIERS),
    st.builds("{:%Y}{}".format, DAYS, QUALIFIERS),
    st.builds("{:%Y}-{}".format, DAYS, st.sampled_from([21, 22, 23, 33, 34, 35, 36])),
)
# The second day is at least a year after the first, so that no unit reaches over the other.
PAIR = st.tuples(DAYS, QUALIFIERS, st.integers(366, 4000), QUALIFIERS).map(
    lambda it: (f"{it[0]}{it[1]}", f"{it[0] + timedelta(days=it[2])}{it[3]}")
)
CLOSED = st.one_of(SINGLE, PAIR.map("/".join))
# The library knows quarters on their own only.
OPEN = SINGLE.filter(lambda single: "-3" not in single[4:6]).flatmap(
    lambda single: st.sampled_from([f"../{single}", f"{single}/.."])
)
SCRAPS = st.one_of(
    st.sampled_from(["2019", "0000", "-0044", "9999", "-02", "-29", "-21", "S3"]),
    st.sampled_from("~?%/[]{},.XYE^"),
)
HOLDINGS = st.sampled_from(TemporalScope)
# Days that may be none, of years that may be none: 00 to 13 and 00 to 32 of 0000 to 9999.
NUMBERS = st.tuples(
    st.one_of(st.integers(2014, 2020), st.sampled_from([0, 1, 1900, 2000, 9998, 9999])),
    st.one_of(st.integers(1, 12), st.sampled_from([0, 2, 13, 21, 24, 33])),
    st.one_of(st.integers(1, 28), st.sampled_from([0, 29, 30, 31, 32])),
    st.integers(1, 3),
)
DATES = NUMBERS.map(lambda it: f"{it[0]:04}-{it[1]:02}-{it[2]:02}"[: (4, 7, 10)[it[3] - 1]])
QUALIFIED = st.builds("{}{}".format, DATES, QUALIFIERS)
SIDES = st.one_of(QUALIFIED, st.just(".."))
ANY_FORM = st.one_of(
    QUALIFIED,
    st.builds("{}/{}".format, SIDES, SIDES),
    st.builds("[{}..{}]".format, DATES, DATES),
    st.builds("{}{}{}".format, QUALIFIED, st.sampled_from(["/", "", " ", "..", "\n"]), SIDES),
)


def bounds(first: str, last: str) -> Bounds:
    return Bounds(
        date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
    )


@pytest.mark.parametrize(
    ("edtf", "precision", "approximate", "first", "last"),
    [
        ("2019-12-02", "day", False, "2019-12-02", "2019-12-02"),
        ("2020-02-29", "day", False, "2020-02-29", "2020-02-29"),
        ("2019-12", "month", False, "2019-12-01", "2019-12-31"),
        ("2020-02", "month", False, "2020-02-01", "2020-02-29"),
        ("2019", "year", False, "2019-01-01", "2019-12-31"),
        ("2019-21", "season", False, "2019-03-01", "2019-05-31"),
        ("2019-22", "season", False, "2019-06-01", "2019-08-31"),
        ("2019-23", "season", False, "2019-09-01", "2019-11-30"),
        ("2019-36", "season", False, "2019-10-01", "2019-12-31"),
        ("2014-06-10/2014-07", "interval", False, "2014-06-10", "2014-07-31"),
        ("2019-21/2019-22", "interval", False, "2019-03-01", "2019-08-31"),
        ("[2018-05-28..2018-06-10]", "interval", False, "2018-05-28", "2018-06-10"),
        ("[2018-05-28, 2018-06]", "interval", False, "2018-05-28", "2018-06-30"),
        ("../2017", "open", False, "", "2017-12-31"),
        ("2017/..", "open", False, "2017-01-01", ""),
        ("2019-12-02~", "approximate-day", True, "2019-11-29", "2019-12-05"),
        ("2019-12-02?", "approximate-day", True, "2019-11-29", "2019-12-05"),
        ("2019-12-02%", "approximate-day", True, "2019-11-29", "2019-12-05"),
        ("2019-12~", "month", True, "2019-11-16", "2020-01-15"),
        ("2019~", "year", True, "2018-10-02", "2020-03-31"),
        ("2019-05-03~/2019-06~", "interval", True, "2019-04-30", "2019-07-15"),
        ("2019-21~/2019-07-01", "interval", True, "2019-01-30", "2019-07-01"),
        ("2019-05-03~/..", "open", True, "2019-04-30", ""),
        ("../2019-06~", "open", True, "", "2019-07-15"),
    ],
)
def test_an_expression_has_these_bounds_margin_included(
    edtf: str, precision: str, approximate: bool, first: str, last: str
) -> None:
    period = parse_period(edtf)
    assert (period.edtf, period.precision, period.approximate) == (edtf, precision, approximate)
    assert Bounds(period.earliest, period.latest) == bounds(first, last)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2019-12-02~", "2019-12-02", "2019-12-02"),
        ("2019~", "2019-01-01", "2019-12-31"),
        ("2019-05-03~/2019-06~", "2019-05-03", "2019-06-30"),
        ("2019-05-03~/..", "2019-05-03", ""),
        ("../2019-06~", "", "2019-06-30"),
    ],
)
def test_what_is_stated_has_no_margin(edtf: str, first: str, last: str) -> None:
    assert parse_period(edtf).stated == bounds(first, last)


@pytest.mark.parametrize(
    ("edtf", "holding", "start", "end"),
    [
        ("2019", "on-some-day", ("2019-01-01", "2019-12-31"), ("2019-01-01", "2019-12-31")),
        ("2019", "throughout", ("2019-01-01", "2019-01-01"), ("2019-12-31", "2019-12-31")),
        ("2019-12~", "on-some-day", ("2019-11-16", "2020-01-15"), ("2019-11-16", "2020-01-15")),
        ("2019-12~", "throughout", ("2019-11-16", "2019-12-16"), ("2019-12-16", "2020-01-15")),
        (
            "2014/2016-05-09~",
            "throughout",
            ("2014-01-01", "2014-12-31"),
            ("2016-05-06", "2016-05-12"),
        ),
        ("2017/..", "throughout", ("2017-01-01", "2017-12-31"), ("2017-01-01", "")),
        ("../2017", "throughout", ("", "2017-12-31"), ("2017-01-01", "2017-12-31")),
    ],
)
def test_the_first_and_the_last_day_lie_between_these(
    edtf: str, holding: str, start: tuple[str, str], end: tuple[str, str]
) -> None:
    period = parse_period(edtf, TemporalScope(holding))
    assert (period.start, period.end) == (bounds(*start), bounds(*end))


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("", "an EDTF date such as"),
        ("yesterday", "an EDTF date such as"),
        ("2019-13", "an EDTF date such as"),
        ("2019-02-30", "an EDTF date such as"),
        ("2019-02-29", "an EDTF date such as"),
        ("02/12/2019", "an EDTF date such as"),
        ("2 December 2019", "an EDTF date such as"),
        ("٢٠١٩", "an EDTF date such as"),
        (" 2019", "without spaces around it"),
        ("2019\n", "without spaces around it"),
        ("/", "a date on at least one side"),
        ("/..", "a date on at least one side"),
        ("../..", "a date on at least one side"),
        ("2019/2018", "starts before it ends"),
        ("2019-05-02/2019-05-01", "starts before it ends"),
        ("[2019..2018]", "starts before it ends"),
        ("-1000/-2000", "starts before it ends"),
        ("2019-29", "a season of the southern hemisphere"),
        ("2019-12-02T25:00:00", "an EDTF date such as"),
        ("2019-12T10:00:00", "a day, month, season, year, interval"),
        ("-0000", "an EDTF date such as"),
        ("201X-12", "a day, month, season, year, interval"),
        ("2019-XX-12", "a day, month, season, year, interval"),
        ("Y" + "9" * 90, "a day, month, season, year, interval"),
        ("Y" + "9" * 400, "at most 100 characters"),
        ("[..2018]", "not open within a larger expression"),
        ("[2018..]", "not open within a larger expression"),
        ("{2018..2019}", "a day, month, season, year, interval"),
        ("2019S2", "a day, month, season, year, interval"),
    ],
)
def test_what_is_not_accepted_is_refused_in_words(edtf: str, words: str) -> None:
    with pytest.raises(PeriodError, match=words.replace("..", r"\.\.")):
        parse_period(edtf)


@given(CLOSED, HOLDINGS)
def test_bounds_are_in_order(edtf: str, holding: TemporalScope) -> None:
    period = parse_period(edtf, holding)
    days = (period.earliest, period.stated.earliest, period.stated.latest, period.latest)
    assert None not in days
    assert list(days) == sorted(day for day in days if day)


@given(st.one_of(CLOSED, OPEN), HOLDINGS)
def test_only_what_is_approximate_has_a_margin(edtf: str, holding: TemporalScope) -> None:
    period = parse_period(edtf, holding)
    assert period.approximate == any(mark in edtf for mark in "~?%")
    assert period.approximate == (Bounds(period.earliest, period.latest) != period.stated)


@given(st.one_of(CLOSED, OPEN), DAYS, st.integers(0, 20))
def test_a_period_may_touch_exactly_the_days_within_its_bounds(
    edtf: str, first: date, length: int
) -> None:
    period = parse_period(edtf)
    for start in (first, *(day for day in (period.earliest, period.latest) if day)):
        days = [start + timedelta(days=day - 10) for day in range(length + 1)]
        inside = [
            day
            for day in days
            if (period.earliest or date.min) <= day <= (period.latest or date.max)
        ]
        assert period.may_touch(days[0], days[-1]) == bool(inside)


def parsed(text: str) -> Period | None:
    """The period, or None where it is refused as it should be; anything else escapes."""
    try:
        return parse_period(text)
    except PeriodError:
        return None


@given(st.text())
def test_no_text_raises_anything_but_a_period_error(text: str) -> None:
    period = parsed(text)
    assert period is None or period.edtf == text


@given(st.lists(SCRAPS, max_size=6).map("".join))
def test_no_scraps_of_edtf_raise_anything_but_a_period_error(text: str) -> None:
    period = parsed(text)
    if period and period.earliest and period.latest:
        assert period.earliest <= period.latest


def outcome(
    reader: Callable[[str, TemporalScope], Period], text: str, holding: TemporalScope
) -> Period | str:
    """The period, or the words in which it is refused."""
    try:
        return reader(text, holding)
    except PeriodError as error:
        return str(error)


# No deadline: the first expression that reaches the library waits for its grammar.
@settings(max_examples=300, deadline=None)
@given(ANY_FORM, HOLDINGS)
def test_an_expression_means_what_the_library_makes_of_it(
    text: str, holding: TemporalScope
) -> None:
    """But for winters, of which it bounds one month, and for what it does not accept."""
    theirs = outcome(parse_with_library, text, holding)
    if text == text.strip() and isinstance(theirs, Period) and "-24" not in text:
        assert outcome(parse_period, text, holding) == theirs


@pytest.mark.parametrize(
    "text",
    [
        *("2019", "0001", "9999", "9999-12-31", "2019-12-02~", "2019-12-02%"),
        *("2019-12", "2019-00", "2019-13", "2019-21", "2019-33", "2020-02", "2019-1", "12019"),
        *("2019-02-28", "2019-02-29", "2020-02-29", "1900-02-29", "2000-02-29", "2019-04-31"),
        *("2019-01-00", "2019-01-32", "2019-12-02~~"),
        *("2019/2018", "2019-05/2019-05", "2019-06~/2019-06-10", "2019-06-10/2019-06~"),
        *("../2019", "2019/..", "../..", "../2019-13", "2019-02-30/..", "2019/2020/2021"),
        *("2019-21/2019-12", "2019-12/2020-22~", "20191202"),
        *("[2019-05-01..2019-05-03]", "[2019-05-03..2019-05-01]", "[2019-02-30..2019-03-01]"),
        *("[2019-05-01..2019-05]", "[2019-05..2019-06]", "[2019..2020]", "[2019-05-01~..2019-06]"),
        *("2019 -12", "2019- 12", "2019-12/ 2020", "2019-12 ~", "２０１９", "2019−12"),
    ],
)
@pytest.mark.parametrize("holding", TemporalScope)
def test_a_form_on_the_edge_means_what_the_library_makes_of_it(
    text: str, holding: TemporalScope
) -> None:
    assert outcome(parse_period, text, holding) == outcome(parse_with_library, text, holding)


def test_plain_forms_need_no_library() -> None:
    """It builds a grammar when it is imported, and takes 10 ms for each expression."""
    program = (
        "import sys; from data.model.period import parse_period; "
        "[parse_period(text) for text in sys.argv[1:]]; "
        "assert not {'edtf', 'pyparsing'} & sys.modules.keys()"
    )
    plain = ["2019~", "2019-05", "2019-05-03?", "2014/2019-05~", "../2019", "2019-05-03~/.."]
    subprocess.run([sys.executable, "-c", program, *plain, "[2019-05-01..2019-05-03]"], check=True)
