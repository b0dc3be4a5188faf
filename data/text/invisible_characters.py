"""Text in messages: one line, cut, with what cannot be seen spelled out."""

import unicodedata


def shown(value: object, limit: int = 80) -> str:
    """Quote a value from a file for a message: one line, cut, invisible characters spelled out."""
    text = value if isinstance(value, str) else repr(value)
    plain = printable(text)
    return f"'{plain[:limit]}…'" if len(plain) > limit else f"'{plain}'"


def printable(text: str) -> str:
    """The text with line breaks, controls and other invisible characters spelled out."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def is_unseen(character: str) -> bool:
    """Whether a character leaves nothing on the page: no glyph and no space.

    Those of Unicode's Default_Ignorable_Code_Point that a document may hold, and controls.
    """
    category = unicodedata.category(character)
    return (
        category == "Cf"
        or (category == "Cc" and not character.isspace())
        or (character in _UNSEEN_MARKS)
    )


def as_yaml(text: str) -> str:
    """The text as a double-quoted YAML scalar on one line, ready to be pasted into a field.

    What cannot be seen or told from a space is escaped, so that it survives copying.
    """
    return f'"{"".join(_escaped(character) for character in text)}"'


# Grapheme joiner, Hangul and Khmer fillers, Mongolian and other variation selectors.
_UNSEEN_CODES = (
    *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
    *(*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
)
_UNSEEN_MARKS = frozenset(map(chr, _UNSEEN_CODES))
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() and not is_unseen(character):
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
