"""Numbers in words. Below the model, which writes numbers into its sums and its messages."""

from __future__ import annotations


def number_words(value: float) -> str:
    """A number with thousands set apart and no digit left out: '15,000', '4.35', '1,234,567.5'."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,}"


def range_words(low: float | None, high: float | None) -> str:
    """What lies between two bounds: '283', '200–999', 'at least 61'; empty where both are open."""
    if low is None:
        return "" if high is None else f"at most {number_words(high)}"
    if high is None:
        return f"at least {number_words(low)}"
    if low == high:
        return number_words(low)
    return f"{number_words(low)}{' to ' if low < 0 else '–'}{number_words(high)}"


def counted(count: int, noun: str) -> str:
    """A number with its noun: '1 claim', '12 claims', '5,000 claims'."""
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"
