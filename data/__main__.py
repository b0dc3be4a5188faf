"""`python -m data check` and `python -m data export`: the corpus without the dashboard."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data import export
from data.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY, load_corpus
from data.problems import CorpusError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when the corpus or the output file has a problem."""
    options = _parser().parse_args(arguments)
    try:
        corpus = load_corpus(options.corpus, options.seeds)
    except CorpusError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count > 1 else ''}; nothing was loaded.", file=sys.stderr)
        return 1
    if options.command == "check":
        excerpts = sum(len(claim.excerpts) for claim in corpus.claims.values())
        print(
            f"{len(corpus.claims)} claims, {excerpts} excerpts, {len(corpus.sources)} sources, "
            f"{len(corpus.places)} places: all checks passed ({corpus.fingerprint[:12]})."
        )
        return 0
    try:
        export.write_jsonl(corpus, options.output)
    except OSError as error:
        print(f"{options.output}: cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    print(f"{options.output}: {len(corpus.claims)} claims, one a line.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--corpus", type=Path, default=CORPUS_DIRECTORY, metavar="DIR")
    shared.add_argument("--seeds", type=Path, default=SEEDS_DIRECTORY, metavar="DIR")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", parents=[shared], help="verify the corpus, list every problem")
    exporting = commands.add_parser("export", parents=[shared], help="write the claims to a file")
    exporting.add_argument("--format", choices=["jsonl"], default="jsonl")
    exporting.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
