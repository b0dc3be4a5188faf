"""Walking through the years, a month or a quarter at a time."""

from data.model.period import Period
from data.selecting.bins import Step
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST


def stepped(period: Period | None, step: Step, by: int) -> str | None:
    """The month or quarter `by` steps from the one that a period begins in, as EDTF.

    Without a period, or before the years, the walk begins at their first step (backwards at the
    last). None where it would leave the years.
    """
    length = step.months
    first, last = 0, (WINDOW_LAST.year - WINDOW_FIRST.year) * 12 + WINDOW_LAST.month - 1
    begin = period.stated.earliest if period else None
    if begin is None or begin < WINDOW_FIRST:
        at = first if by > 0 else last // length * length
    else:
        months = (begin.year - WINDOW_FIRST.year) * 12 + begin.month - 1
        at = months // length * length + by * length
    if not first <= at <= last:
        return None
    ends = (_month(at), _month(at + length - 1))
    return ends[0] if step is Step.MONTH else "/".join(ends)


def _month(number: int) -> str:
    return f"{WINDOW_FIRST.year + number // 12}-{number % 12 + 1:02}"
