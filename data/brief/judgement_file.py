"""An analyst's judgements as a JSON file: read with every problem at once, and written.

{"judgements": [{"text": …, "likelihood": …, "confidence": …, "claims": […]}]}
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from data.brief.judgements import Judgement
from data.model.problems import Problem
from data.text.invisible_characters import shown

KEY = "judgements"
MOST = 40
MOST_CHARACTERS = 1_000_000
# Of rapidfuzz.fuzz.ratio, 0–100; what is less alike is no slip of the hand.
_ALIKE = 60
_GAP = re.compile(r"[\s,:]*")
_MENDING = {
    "missing": ("a value", "add the field"),
    "enum": ("one of {expected}", "choose one of these"),
    "extra_forbidden": ("a known field", "correct its spelling or delete it"),
    "string_pattern_mismatch": ("the id of a claim", "copy it from the address of the claim"),
    "string_too_long": ("at most {max_length:,} characters", "shorten it or make two of it"),
    "padding": ("text without spaces at its ends", "delete them"),
    "claims": ("{wanted}", "name the claims that it stands on, or mark it as an assumption"),
    "json_invalid": ("plain text and lists", "delete what is broken or nested too deep"),
}


class JudgementError(Exception):
    """The file was refused. `problems` holds all that was found, sorted by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class _Object(dict[str, Any]):
    """An object of the file; `repeated` are the keys that stand in it more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.repeated = sorted({key for key in keys if keys.count(key) > 1})


def read_judgements(
    text: str, known: Collection[str], name: str = "judgements.json"
) -> tuple[Judgement, ...]:
    """The judgements of a file in their order; `known` are the ids that they may stand on.

    Raises JudgementError with every problem. `name` is what the messages call the file.
    """
    values = _list_of(_parse(text, name), name)
    judgements: list[Judgement] = []
    problems: list[Problem] = []
    for number, (value, line) in enumerate(zip(values, _lines(text), strict=True), start=1):
        at = _Place(name, line, f"judgement {number}")
        own = [*at.repeated(value)]
        try:
            # By way of JSON, where an enum may be text and "yes" may not be true.
            judgements.append(Judgement.model_validate_json(json.dumps(value), strict=True))
        except ValidationError as error:
            own += [at.invalid(detail) for detail in error.errors(include_url=False)]
        said = {problem.field for problem in own}
        own += [problem for problem in at.claims(value, known) if problem.field not in said]
        problems += own
    if problems:
        raise JudgementError(problems)
    return tuple(judgements)


def render_judgements(judgements: Sequence[Judgement]) -> bytes:
    """The file as UTF-8, which reads back as the same judgements."""
    items = [each.model_dump(mode="json") for each in judgements]
    return f"{json.dumps({KEY: items}, ensure_ascii=False, indent=2)}\n".encode()


class _Place:
    """Where in the file a problem lies."""

    def __init__(self, file: str, line: int, field: str = "") -> None:
        self._file, self._line, self._field = file, line, field

    def problem(self, found: str, expected: str, fix: str, field: str = "") -> Problem:
        """A Problem here, or in a field of what stands here."""
        named = ", ".join(part for part in (self._field, field) if part)
        return Problem(self._file, self._line, named, found, expected, fix)

    def repeated(self, value: object) -> Iterator[Problem]:
        """The keys that an object has more than once."""
        for key in value.repeated if isinstance(value, _Object) else ():
            found = f"the key {shown(key)} more than once"
            yield self.problem(found, "each key once", "keep one of them", shown(key).strip("'"))

    def invalid(self, detail: ErrorDetails) -> Problem:
        """What pydantic says of one field."""
        kind, context = detail["type"], detail.get("ctx", {})
        # Counted from 1, as a reader counts.
        path = (str(part + 1) if isinstance(part, int) else part for part in detail["loc"])
        expected, fix = _MENDING.get(
            kind, (detail["msg"].removeprefix("Input should be "), "correct the value")
        )
        if kind == "claims":
            context = {"wanted": detail["msg"]}
        return self.problem(_found(detail), expected.format(**context), fix, " ".join(path))

    def claims(self, value: object, known: Collection[str]) -> Iterator[Problem]:
        """The claims of a judgement that are unknown, or named twice."""
        named = value.get("claims") if isinstance(value, dict) else None
        ids = named if isinstance(named, list) else []
        for number, each in enumerate(ids, start=1):
            field = f"claims {number}"
            if not isinstance(each, str):
                continue
            if each in ids[: number - 1]:
                found = f"the claim {shown(each)} a second time"
                yield self.problem(found, "each claim once", "delete it", field)
            if each not in known:
                found = f"the unknown claim {shown(each)}"
                yield self.problem(found, "the id of a claim", _nearest(each, known), field)


def _parse(text: str, name: str) -> object:
    if len(text) > MOST_CHARACTERS:
        found = f"{len(text):,} characters"
        fix = "take judgements out"
        problem = _Place(name, 1).problem(found, f"at most {MOST_CHARACTERS:,}", fix)
        raise JudgementError([problem])
    try:
        return json.loads(text, object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        found = f"JSON that cannot be read ({error.msg}, column {error.colno})"
        fix = "check quotes, commas and brackets on or above that line"
        problem = _Place(name, error.lineno).problem(found, "valid JSON", fix)
    except (ValueError, RecursionError):
        found = "a number too long, or lists too deep, to be read"
        problem = _Place(name, 1).problem(found, "a list of judgements", "delete it")
    raise JudgementError([problem]) from None


def _list_of(value: object, name: str) -> list[object]:
    place = _Place(name, 1)
    wanted = f'{{"{KEY}": […]}}'
    if not isinstance(value, _Object) or not isinstance(value.get(KEY), list):
        found = "no list of judgements"
        raise JudgementError([place.problem(found, wanted, f"put them in a list named {KEY}")])
    problems = list(place.repeated(value))
    for key in value:
        if key != KEY:
            found = f"the unknown key {shown(key)}"
            problems.append(place.problem(found, wanted, "delete it"))
    values: list[object] = value[KEY]
    if len(values) > MOST:
        fix = "keep those that matter; a reader cannot weigh more"
        problems.append(place.problem(f"{len(values)} judgements", f"at most {MOST}", fix, KEY))
    # What stands twice has no one place that the rest could be reported at.
    if problems:
        raise JudgementError(problems)
    return values


def _lines(text: str) -> Iterator[int]:
    """The line of each judgement in a file that holds a list of them and nothing else."""
    decoder = json.JSONDecoder()
    at = text.index("[") + 1
    while text[at := _after_gap(text, at)] != "]":
        yield text.count("\n", 0, at) + 1
        _, at = decoder.raw_decode(text, at)


def _after_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _found(detail: ErrorDetails) -> str:
    match detail["type"]:
        case "missing":
            return "no such field"
        case "extra_forbidden":
            return f"the unknown field {shown(str(detail['loc'][-1]))}"
        case "claims":
            return "fields that do not fit together"
        case "json_invalid":
            return "text or lists that cannot be read"
        case _:
            return shown(detail["input"])


def _nearest(claim: str, known: Collection[str]) -> str:
    near = process.extractOne(claim, list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return f"correct it; the nearest is {shown(near[0])}" if near else "correct it or delete it"
