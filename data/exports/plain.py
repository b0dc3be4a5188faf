"""Text of others as a file can hold it."""

import re

# XML has no form for these, and a NUL has none in Markdown.
_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_APART = "\u2068{}\u2069"


def plain(text: str) -> str:
    """The text with what no file can hold shown as �.

    Where it turns the direction of what follows, it is set apart (U+2068, U+2069), so that it turns
    none of the words that stand after it.
    """
    held = _NEVER.sub("�", text)
    return _APART.format(held) if _TURNING.search(held) else held
