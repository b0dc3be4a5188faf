"""`python -m data check`, `coverage`, `compare`, `search`, `export` and `date`: the corpus without
the dashboard, and what an EDTF expression means."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from data.exports import command
from data.loading.coverage import coverage
from data.loading.lint import warnings
from data.loading.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Corpus
from data.model.period import PeriodError, exact_bounds, parse_period
from data.model.problems import CorpusError
from data.search import command as search_command
from data.second_annotation.acts import compare_acts, corpus_acts
from data.second_annotation.agreement import SECOND_DIRECTORY, Second, compare, read_lines
from data.text.anchor import line_of
from data.wording.dates import edtf_words


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when the corpus or the output file has a problem."""
    options = _parser().parse_args(_protected(sys.argv[1:] if arguments is None else arguments))
    if options.command == "date":
        return _print_date(options.expression)
    try:
        complete = options.command not in {"coverage", "compare"}
        corpus = load_corpus(options.corpus, options.seeds, complete=complete)
    except CorpusError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count > 1 else ''}; nothing was loaded.", file=sys.stderr)
        return 1
    run: Mapping[str, Callable[[], int]] = {
        "check": lambda: _print_check(corpus),
        "compare": lambda: _print_comparison(corpus),
        "coverage": lambda: _print_coverage(corpus),
        "search": lambda: search_command.run(options, corpus),
        "export": lambda: command.run(options, corpus),
    }
    return run[options.command]()


def _print_check(corpus: Corpus) -> int:
    """What was read, and what only a person can settle."""
    excerpts = sum(len(claim.excerpts) for claim in corpus.claims.values())
    print(
        f"{len(corpus.claims)} claims, {excerpts} excerpts, {len(corpus.sources)} sources, "
        f"{len(corpus.places)} places: all checks passed ({corpus.fingerprint[:12]})."
    )
    for warned in warnings(corpus):
        print(f"warning: {warned}")
    return 0


def _protected(arguments: Sequence[str]) -> list[str]:
    """The arguments, so that an expression before the year 0 is not taken for an option."""
    if len(arguments) == 2 and arguments[0] == "date" and re.match(r"-[0-9]", arguments[1]):
        return ["date", "--", arguments[1]]
    return [*arguments]


def _print_date(expression: str) -> int:
    """What an EDTF expression means, as JSON; 1 with the reason where it is refused."""
    try:
        period = parse_period(expression)
    except PeriodError as error:
        print(json.dumps({"edtf": expression, "reason": f"wanted {error}"}, ensure_ascii=False))
        return 1
    earliest, latest = exact_bounds(expression)
    said = {
        "edtf": expression,
        "earliest": earliest,
        "latest": latest,
        "precision": period.precision.value,
        "approximate": period.approximate,
        "words": edtf_words(expression),
    }
    print(json.dumps(said, ensure_ascii=False))
    return 0


def _print_comparison(corpus: Corpus) -> int:
    """A line for each document that a second annotator has read."""
    print("source  first  second  pairs  spans F1  words F1  kind kappa  place  date")
    for path in sorted(SECOND_DIRECTORY.glob("*.jsonl")):
        each = compare(corpus, read_lines(path, Second), path.stem)
        print(
            f"{each.source:6}{each.first:7}{each.second:8}{each.pairs:7}{each.spans:10.2f}"
            f"{each.word_spans:10.2f}{each.kind:12.2f}{each.place:7.2f}{each.date:6.2f}"
        )
    print(f"\nviolent acts: {len(corpus_acts(corpus))} sentences in the corpus")
    print("reading         marked  common     F1  kappa  type")
    for acts in compare_acts(corpus):
        print(
            f"{acts.reading:16}{acts.marked:6}{acts.common:8}{acts.f1:7.2f}{acts.kappa:7.2f}"
            f"{acts.types:6}"
        )
    return 0


def _print_coverage(corpus: Corpus) -> int:
    """A line a source; then every sentence that is unaccounted for. 1 when there is one."""
    rows = coverage(corpus)
    print("source  sentences  covered  no claim  unaccounted", end="")
    print("   words  in excerpts  no claim  beside  unaccounted")
    for row in rows:
        print(
            f"{row.source:6}{row.sentences:11}{row.covered:9}{row.no_claim:10}"
            f"{len(row.unaccounted):13}{row.words:8}{row.covered_words:13}"
            f"{row.no_claim_words:10}{row.beside_words:8}{row.unaccounted_words:13}"
        )
    for row in rows:
        text, file = corpus.texts[row.source], corpus.sources[row.source].file
        for span in row.unaccounted:
            print(f"seeds/{file}:{line_of(text, span.start)}: {text[span.start : span.end]}")
    return 1 if any(row.unaccounted for row in rows) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--corpus", type=Path, default=CORPUS_DIRECTORY, metavar="DIR")
    shared.add_argument("--seeds", type=Path, default=SEEDS_DIRECTORY, metavar="DIR")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", parents=[shared], help="verify the corpus, list every problem")
    commands.add_parser("coverage", parents=[shared], help="count what is accounted for")
    commands.add_parser("compare", parents=[shared], help="compare with the second annotation")
    searching = commands.add_parser("search", parents=[shared], help="find claims and sentences")
    search_command.add_options(searching)
    dating = commands.add_parser("date", help="say as JSON what an EDTF expression means")
    dating.add_argument("expression", metavar="EXPRESSION", help="such as 2019-03~ or ../2014")
    exporting = commands.add_parser("export", parents=[shared], help="write the claims to a file")
    command.add_options(exporting)
    return parser


if __name__ == "__main__":
    sys.exit(main())
