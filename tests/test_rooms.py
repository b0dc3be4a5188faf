"""The rooms of the code: drawn as they are, each with its sentence, none too full."""

from __future__ import annotations

import re

import pytest

from tests.rooms import PICTURE, STOREYS, picture, rooms_of, says
from tests.serving import ROOT

ROOMS = [
    f"{storey}.{room}"
    for storey in STOREYS
    for room in rooms_of(storey)
    if (ROOT / storey / room).is_dir()
]
# A newcomer can look over so many names.
MOST = 16


def test_the_picture_shows_the_code_as_it_is() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), "run python -m tests.rooms"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_lives_there(room: str) -> None:
    assert re.search(r"[a-z][^.]+\.", says(room)), room


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_can_be_looked_over(room: str) -> None:
    modules = [each.name for each in (ROOT / room.replace(".", "/")).glob("*.py")]
    assert len(modules) - 1 <= MOST, sorted(modules)
