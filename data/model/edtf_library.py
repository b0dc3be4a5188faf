"""What the `edtf` library makes of an expression, or why it is refused.

Only the library's strict bounds are used: its fuzzy ones widen an approximate day by more than a
year on either side.
"""

from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from time import struct_time

from edtf import EDTFParseException, parse_edtf
from edtf.parser import parser_classes as edtf_types

from data.model.calendar_unit import DatePrecision
from data.model.period import Period, PeriodError, TemporalScope, interval_period, unit_period


def parse_with_library(expression: str, holding: TemporalScope) -> Period:
    """Parse an EDTF expression of any form. Raises PeriodError for what is not accepted."""
    try:
        # It prints what it wonders at, which would spoil what a command writes.
        with redirect_stdout(StringIO()):
            parsed = parse_edtf(expression)
        if isinstance(parsed, edtf_types.Interval):
            lower, upper = _side(expression, parsed.lower), _side(expression, parsed.upper)
            return interval_period(expression, lower, upper)
        return _single(expression, parsed, holding)
    except PeriodError:
        raise
    except (EDTFParseException, ValueError, OverflowError, AttributeError, TypeError):
        # The library takes 29 February of any year, and years that no calendar here can hold; what
        # it half understands it fails on in its own ways.
        raise PeriodError(
            "an EDTF date such as 2019-12-02, 2019-12, 2019, 201X (the 2010s), 2020-21 (spring), "
            "2019-12-02~ (about), 2014-06/2014-07, ../2014 (no later) or 2014/.. (from then on)"
        ) from None


def _side(expression: str, side: edtf_types.EDTFObject) -> Period | None:
    text = str(side)
    return None if text in {"..", ""} else _single(expression, side, TemporalScope.SOME_DAY)


def _single(expression: str, parsed: edtf_types.EDTFObject, holding: TemporalScope) -> Period:
    unit = _unit(expression, parsed)
    stated = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    return unit_period(expression, unit, stated, unit if _is_approximate(parsed) else None, holding)


def _unit(expression: str, parsed: edtf_types.EDTFObject) -> DatePrecision:
    """The calendar unit of one expression; refuses what the library bounds wrongly or we lack."""
    if isinstance(parsed, edtf_types.UncertainOrApproximate):
        return _unit(expression, parsed.date)
    if isinstance(parsed, edtf_types.Season):
        if str(parsed).endswith(("-28", "-29", "-30", "-31", "-32")):
            # The library bounds these by one calendar year and takes them for the other hemisphere.
            raise PeriodError("a season of the southern hemisphere as an interval of months")
        return DatePrecision.SEASON
    if isinstance(parsed, edtf_types.OneOfASet):
        return DatePrecision.INTERVAL
    if type(parsed) is edtf_types.Date and not parsed.significant_digits:
        units = {"day": DatePrecision.DAY, "month": DatePrecision.MONTH, "year": DatePrecision.YEAR}
        return units[parsed.precision]
    raise PeriodError(
        "a day, month, season, year, interval, or '[first..last]' for one day of a range"
    )


def _is_approximate(parsed: edtf_types.EDTFObject) -> bool:
    # The sides of an interval are of this type even where nothing qualifies them.
    return isinstance(parsed, edtf_types.UncertainOrApproximate) and parsed.ua is not None


def _day(moment: struct_time | float) -> date:
    if isinstance(moment, float):
        raise PeriodError("a date that is not open within a larger expression")
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
