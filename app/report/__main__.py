"""Writes what a view shows into a file: the same file each time for the same corpus and options."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from app.address.view import Typed, parse_day, parse_view, shown_words
from app.library.loaded_corpus import LoadedCorpus, corpus_as_of, current_library
from app.report.context import ReportContext
from app.report.options import (
    FORMATS_OF_DATA,
    Options,
    address_of,
    format_of,
    parser,
    request_of,
)
from app.report.render import make
from app.report.request import Form, Impossible
from data.brief.judgement_file import JudgementError, read_judgements
from data.brief.judgements import Judgement
from data.exports import FORMATS
from data.exports.about import About
from data.exports.records import write_atomically
from data.model.problems import CorpusError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0, or 1 with the reason on standard error and no file written."""
    options = parser().parse_args(arguments, namespace=Options())
    try:
        wanted = format_of(options)
        library = current_library()
        context = _scene(library, options)
        content = _content(context, options, wanted)
        write_atomically(options.output, content)
    except (Impossible, CorpusError, JudgementError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{options.output}: cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    print(f"{options.output}: {len(content):,} bytes.")
    return 0


def _scene(library: LoadedCorpus, options: Options) -> ReportContext:
    """The view that the options describe; what the page would leave out with a notice stops us."""
    address = address_of(options)
    typed = Typed(address)
    known, notice = parse_day(typed)
    shown = corpus_as_of(library, known) if known else library
    view = parse_view(typed, shown.corpus, known=known, dark=options.dark)
    notices = [each for each in (notice, *view.notices) if each]
    if view.choice.unknown_claim is not None:
        notices.append(f"No claim is called “{view.choice.unknown_claim[:80]}”.")
    if notices:
        raise Impossible("\n".join(notices))
    return ReportContext(shown, view, address)


def _content(context: ReportContext, options: Options, wanted: str) -> bytes:
    if wanted in set(Form):
        judged = _judgements(context, options)
        left = len(judged) - len(context.belonging(judged))
        if left:
            print(
                f"Left out: {left} of the judgements, on no claim told.",
                file=sys.stderr,
            )
        request = request_of(options, Form(wanted), judged)
        return make(context, request, _say)
    about = About(shown_words(context.view), options.date)
    return FORMATS[FORMATS_OF_DATA[wanted]].render(context.included, context.corpus, about)


def _judgements(context: ReportContext, options: Options) -> tuple[Judgement, ...]:
    if options.judgements is None:
        return ()
    text = options.judgements.read_text(encoding="utf-8")
    return read_judgements(text, context.corpus.claims, options.judgements.name)


def _say(share: float, words: str) -> None:
    if sys.stderr.isatty():
        print(f"{share:4.0%} {words} …", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
