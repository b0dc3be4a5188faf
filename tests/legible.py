"""Contrast of colours after WCAG 2.2."""

from __future__ import annotations

from collections.abc import Iterable


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""

    def channel(value: int) -> float:
        share = value / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(pair: Iterable[str]) -> float:
    """Contrast ratio after WCAG 2.2, 1 to 21."""
    low, high = sorted(luminance(colour) for colour in pair)
    return (high + 0.05) / (low + 0.05)


def mixed(above: str, below: str, share: float) -> str:
    """A colour of which `share` covers another one."""
    pairs = ((int(each[i : i + 2], 16) for each in (above, below)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
