"""What CONTRIBUTING.md and ARCHITECTURE.md name is there, and their checklists hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.address.navigation import TITLES, Screen
from components.shared.palette import KIND_COLOURS
from data.exports import FORMATS
from data.model.corpus import Corpus
from data.model.vocabulary import Kind
from data.wording.labels import KIND_NAMES
from tests.serving import ROOT

GUIDES = ("ARCHITECTURE.md", "CONTRIBUTING.md")
NAMED = sorted(
    {
        (guide, path)
        for guide in GUIDES
        for path in re.findall(
            r"`((?:app|components|data|tests|docs|bench|deploy)/[\w./-]*)`",
            (ROOT / guide).read_text(encoding="utf-8"),
        )
    }
)


@pytest.mark.parametrize(("guide", "path"), NAMED)
def test_what_is_named_is_there(guide: str, path: str) -> None:
    assert (ROOT / path).exists(), guide


def text_of(folder: Path) -> str:
    return "\n".join(each.read_text(encoding="utf-8") for each in sorted(folder.rglob("*.py")))


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_of_claim_has_a_name_a_colour_and_a_rule(kind: Kind) -> None:
    assert KIND_NAMES[kind]
    assert KIND_COLOURS[kind]
    assert f"\n| {kind} |" in (ROOT / "docs" / "method.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("screen", Screen)
def test_a_page_has_a_title_and_is_told_of_in_the_readme(screen: Screen) -> None:
    assert f"**{TITLES[screen]}**" in (ROOT / "README.md").read_text(encoding="utf-8").replace(
        "**The map**", "**Map**"
    )
    assert f"Screen.{screen.name}" in (ROOT / "app" / "pages.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_format_is_written_and_tested(name: str) -> None:
    assert FORMATS[name].name
    tests = text_of(ROOT / "tests" / "data" / "exports")
    assert f'"{name}"' in tests or f"render_{name.replace('-', '_')}" in tests


def test_a_place_says_where_its_coordinates_come_from(curated: Corpus) -> None:
    for place in curated.places.values():
        assert place.coordinates_source or place.lat is None
        assert place.parent is None or place.parent in curated.places
