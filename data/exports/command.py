"""`python -m data export`: its options, and where the file goes."""

import argparse
import os
import sys
from pathlib import Path

from data.exports import FORMATS, Format
from data.exports.about import About, filter_words
from data.exports.records import write_atomically
from data.model.corpus import Corpus
from data.model.period import Period, PeriodError, parse_period
from data.model.perpetrators import side_names
from data.model.vocabulary import Kind
from data.selecting.select import Filters, matching


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command; all filters together must let a claim through."""
    add = parser.add_argument
    add("--format", choices=FORMATS, default="jsonl")
    add("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    add("--kind", action="append", type=Kind, choices=list(Kind), default=[], metavar="KIND")
    add("--violent-acts", action="store_true", help="only claims that tell a violent act")
    add("--by-whom", action="append", default=[], metavar="SIDE", help="such as daesh; repeatable")
    add("--source", action="append", default=[], metavar="ID", help="such as 003; repeatable")
    add("--period", type=_period, metavar="EDTF", help="keep what possibly holds in it")
    add("--certain", action="store_true", help="keep only what surely holds in the period")


def run(options: argparse.Namespace, corpus: Corpus) -> int:
    """Write the claims that pass the filters; 0, or 1 with the reason on standard error."""
    complaint = _complaint(options, corpus)
    if complaint:
        print(complaint, file=sys.stderr)
        return 1
    filters = Filters(
        kinds=frozenset(options.kind),
        sources=frozenset(options.source),
        period=options.period,
        certain=options.certain,
        violent=options.violent_acts,
        sides=frozenset(options.by_whom),
    )
    chosen: Format = FORMATS[options.format]
    claims = matching(corpus, filters)
    content = chosen.render(claims, corpus, About(filter_words(filters)))
    target = options.output or "standard output"
    try:
        _write(content, options.output)
        if options.output and chosen.companion:
            beside = options.output.with_suffix(chosen.companion.suffix)
            write_atomically(beside, chosen.companion.render())
    except OSError as error:
        print(f"{target}: cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    if options.output:
        noun = "claim" if len(claims) == 1 else "claims"
        print(f"{target}: {len(claims)} {noun}, {chosen.words}.")
    return 0


def _complaint(options: argparse.Namespace, corpus: Corpus) -> str:
    """Why the command cannot be run with these options; empty when it can."""
    unknown = [each for each in options.source if each not in corpus.sources]
    if unknown:
        return f"--source {unknown[0]}: no such source; there are {', '.join(corpus.sources)}."
    sides = side_names(corpus)
    strange = [each for each in options.by_whom if each not in sides]
    if strange:
        return f"--by-whom {strange[0]}: no such side; there are {', '.join(sides)}."
    if options.certain and options.period is None:
        return "--certain: needs --period, because it asks what surely holds in it."
    if options.output is None and FORMATS[options.format].binary and sys.stdout.isatty():
        return f"{options.format} is not text and not for a terminal; name a file with -o."
    return ""


def _write(content: bytes, path: Path | None) -> None:
    if path is not None:
        write_atomically(path, content)
        return
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is left in the buffer would fail once more, and unexplained, as Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _period(text: str) -> Period:
    try:
        return parse_period(text)
    except PeriodError as error:
        raise argparse.ArgumentTypeError(f"wanted {error}") from None
