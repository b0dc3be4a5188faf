"""`python -m app.report`: its options, which are those of the page's address and of the file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

from app.report.context import Address
from app.report.request import SCALES, Form, Impossible, Request, Size, Subject
from data.brief.docx_page import PAPERS, Paper
from data.brief.judgements import Judgement
from data.exports import FORMATS

# What the address of the page may hold; the same names, with the same meaning.
PARAMETERS = (
    *(
        "claims",
        "claim",
        "place",
        "kind",
        "by-whom",
        "source",
        "period",
        "certain",
        "known",
        "map",
        "box",
        "among",
    ),
    *("lanes", "by", "strip", "context", "zoom", "table", "grades", "view"),
)
_DATA = {"csv": "csv", "geojson": "geojson", "jsonld": "annotations", "jsonl": "jsonl"}
FORMATS_OF_DATA = {**{name: name for name in FORMATS}, **_DATA}


class Options(argparse.Namespace):
    """What was typed."""

    claim: str | None
    address: str
    filter: list[str]
    period: str | None
    view: Subject
    format: str | None
    size: str
    scale: int
    paper: Paper
    dark: bool
    no_caption: bool
    title: str
    date: date | None
    judgements: Path | None
    output: Path


def parser() -> argparse.ArgumentParser:
    """The options and their help."""
    made = argparse.ArgumentParser(
        prog="python -m app.report",
        description="Write a brief, a figure or the data of a view into a file. The parameters are "
        "those of the page's address, so that what is on the screen can be written again.",
    )
    add = made.add_argument
    add("--view", type=Subject, choices=list(Subject), default=Subject.BRIEF, help="what to draw")
    add("--claim", metavar="ID", help="the chosen claim")
    add("--filter", action="append", default=[], metavar="NAME=VALUE", help="such as kind=attack")
    add("--period", metavar="EDTF", help="such as 2019/2020")
    add("--address", default="", metavar="QUERY", help="the page's address, or what follows its ?")
    add("--format", choices=sorted({*Form, *FORMATS_OF_DATA}), help="default: by the file's name")
    add("--size", default="1600x900", metavar="WxH", help="of a picture, in pixels")
    add("--scale", type=int, default=1, choices=SCALES, help="1, 2 or 3 dots for each pixel")
    add("--paper", default=PAPERS[0], choices=PAPERS)
    add("--dark", action="store_true", help="figures on a dark background")
    add("--no-caption", action="store_true", help="a figure without title and source line")
    add("--title", default="", help="of the brief or figure")
    add("--date", type=_day, metavar="DAY", help="to print; without it, no day is printed")
    add("--judgements", type=Path, metavar="FILE", help="the analyst's judgements, as JSON")
    add("-o", "--output", type=Path, required=True, metavar="FILE")
    return made


def address_of(options: Options) -> Address:
    """All parameters of the view. Raises Impossible for one that the page does not know."""
    query = options.address.rpartition("?")[2]
    pairs = parse_qsl(query, keep_blank_values=True)
    for written in options.filter:
        name, sign, value = written.partition("=")
        if not sign:
            raise Impossible(f"--filter {written}: write name=value, such as kind=attack.")
        pairs.append((name, value))
    pairs += [("claim", options.claim)] if options.claim else []
    pairs += [("period", options.period)] if options.period else []
    unknown = [name for name, _ in pairs if name not in PARAMETERS]
    if unknown:
        raise Impossible(f"“{unknown[0]}” is no parameter; there are {', '.join(PARAMETERS)}.")
    return tuple(pairs)


def format_of(options: Options) -> str:
    """The format asked for, else the one that the file's name ends with. Raises Impossible."""
    ending = options.output.suffix.removeprefix(".").lower()
    wanted = options.format or ending
    if wanted not in {*Form, *FORMATS_OF_DATA}:
        raise Impossible(f"“{options.output.name}” tells no format: name one with --format.")
    return wanted


def request_of(options: Options, form: Form, judgements: Sequence[Judgement]) -> Request:
    """The file to be made. Raises Impossible."""
    return Request(
        subject=options.view,
        form=form,
        size=Size.of(options.size, options.scale),
        caption=not options.no_caption,
        paper=options.paper,
        title=options.title,
        made=options.date,
        judgements=tuple(judgements),
    )


def _day(written: str) -> date:
    try:
        return date.today() if written == "today" else date.fromisoformat(written)  # noqa: DTZ011
    except ValueError:
        raise argparse.ArgumentTypeError("wanted a day such as 2026-11-21, or today") from None
