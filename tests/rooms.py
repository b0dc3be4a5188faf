"""`python -m tests.rooms`: draw the rooms of the code and the arrows between them, docs/rooms.svg.

Each storey is a column of its rooms in the order of its import-linter contract; an arc leads from a
room down to one that it imports, the wider the more imports there are. The number is of modules.
"""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import grimp
from markupsafe import Markup

from tests.serving import ROOT

PICTURE = ROOT / "docs" / "rooms.svg"
STOREYS = ("app", "components", "data")
_WIDTH, _ROW, _TOP, _BOX = 430, 46, 64, 210
_STYLE = Markup(
    "<style>text{font:13px sans-serif;fill:#1d1b20}.small{font-size:10.5px;fill:#5b564d}"
    ".storey{font-size:17px;font-weight:600}tspan{font-weight:400}rect{fill:#fffefb;stroke:#8d8779}"
    "path{fill:none;stroke:#1f5f99;stroke-opacity:.55}</style>"
)
_ROOM = Markup(
    '<rect x="{x}" y="{y}" width="{wide}" height="34" rx="4"/>'
    '<text x="{left}" y="{line}">{name}</text>'
    '<text class="small" x="{right}" y="{line}" text-anchor="end">{size}</text>'
)
_ARC = Markup(
    '<path d="M{x} {start}C{out} {start} {out} {end} {x} {end}" stroke-width="{wide:.1f}">'
    "<title>{told}</title></path>"
)
Arrows = Mapping[tuple[str, str], int]


def rooms_of(storey: str) -> tuple[str, ...]:
    """The rooms of a storey from the top, as its contract in pyproject.toml has them."""
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each.get("containers") == [storey])
    return tuple(room.strip() for layer in layers for room in layer.split("|"))


def arrows() -> Arrows:
    """How many imports lead from room to room (`data.loading`), within one storey."""
    graph = grimp.build_graph(*STOREYS)
    found: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            ends = _room(module), _room(other)
            if ends[0] != ends[1] and ends[0].split(".")[0] == ends[1].split(".")[0]:
                found[ends] += 1
    return found


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def picture() -> str:
    """The picture as SVG."""
    held = arrows()
    columns = [_column(at, storey, held) for at, storey in enumerate(STOREYS)]
    height = _TOP + _ROW * max(len(rooms_of(storey)) for storey in STOREYS) + 6
    size = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img">')
    title = Markup("<title>The rooms of the code and what imports what</title>")
    ground = Markup('<path d="M0 0H{0}V{1}H0Z" style="fill:#f7f5f0;stroke:none"/>')
    whole = _WIDTH * len(STOREYS), height
    return "\n".join(
        [size.format(*whole), _STYLE, title, ground.format(*whole), *columns, "</svg>\n"]
    )


def _column(at: int, storey: str, held: Arrows) -> Markup:
    rooms, left = rooms_of(storey), at * _WIDTH + 20
    below = f"  may use {' and '.join(STOREYS[at + 1 :])}" if STOREYS[at + 1 :] else ""
    head = Markup(
        '<text class="storey" x="{}" y="38">{}<tspan class="small" dx="8">{}</tspan></text>'
    )
    drawn = [head.format(left, f"{storey}/", below)]
    drawn += [_box(left, row, storey, room) for row, room in enumerate(rooms)]
    return Markup("\n").join([*drawn, *_arcs(left + _BOX, storey, rooms, held)])


def _box(left: int, row: int, storey: str, room: str) -> Markup:
    y = _TOP + row * _ROW
    return _ROOM.format(
        x=left,
        y=y,
        wide=_BOX,
        left=left + 10,
        right=left + _BOX - 10,
        line=y + 22,
        name=room,
        size=_size(storey, room),
    )


def _size(storey: str, room: str) -> str:
    """How many modules a room has."""
    count = sum(1 for _ in (ROOT / storey / room).glob("*.py")) - 1
    return str(count) if count > 0 else ""


def _arcs(x: int, storey: str, rooms: Sequence[str], held: Arrows) -> Iterator[Markup]:
    place = {f"{storey}.{room}": row for row, room in enumerate(rooms)}
    for (upper, lower), imports in sorted(held.items()):
        if upper in place and lower in place:
            far = place[lower] - place[upper]
            start, end = (_TOP + place[each] * _ROW + 17 for each in (upper, lower))
            yield _ARC.format(
                x=x,
                start=start + 3,
                end=end - 3,
                out=x + 24 + far * 20,
                wide=min(1 + imports / 8, 5),
                told=f"{upper} → {lower}: {imports}",
            )


def says(room: str) -> str:
    """The sentence of a room (`data.loading`) on what lives there."""
    text = (ROOT / room.replace(".", "/") / "__init__.py").read_text(encoding="utf-8")
    return ast.get_docstring(ast.parse(text)) or ""


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
