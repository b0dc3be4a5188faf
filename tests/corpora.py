"""Small corpora for tests, written as the files a curator would write."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from data.loading.coverage import coverage
from data.loading.load import load_corpus
from data.model.corpus import Actor, Claim, Corpus, Place, Source

TEXT = (
    "A report from the field\n"
    "\n"
    "On 3 May 2019 Daesh shelled Khanaqin, killing two people. Nobody claimed it.\n"
    "In Baghdad a bomb killed four. In Basra a bomb killed nine.\n"
    "The minister denied that a bomb killed anybody.\n"
)
SECOND_TEXT = "Three people died when mortars fell on Khanaqin in May, police said.\n"


def place(identity: str, **changes: Any) -> dict[str, Any]:
    """A town in Diyala unless the changes say otherwise."""
    return {
        "id": identity,
        "name": identity.title(),
        "level": "town",
        "lat": "34.35",
        "lon": "45.39",
        "coordinates_source": "test",
    } | changes


def excerpt(exact: str, **changes: Any) -> dict[str, Any]:
    """An excerpt of the first source that supports its claim."""
    return {
        "source": "000",
        "exact": exact,
        "stance": "supports",
        "attribution": "the author",
        "modality": "asserted",
        "credibility": "3",
        "credibility_reason": "test",
    } | changes


def claim(identity: str, *excerpts: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """An attack in Khanaqin in May 2019."""
    return {
        "id": identity,
        "kind": "attack",
        "event_type": "shelling",
        "statement": "Daesh shelled Khanaqin.",
        "when": {"edtf": "2019-05-03", "basis": "as written"},
        "where": [{"place": "khanaqin"}],
        "actors": [{"actor": "daesh", "role": "perpetrator"}],
        "excerpts": [dict(each) for each in excerpts],
    } | changes


def source(identity: str, file: str, text: str, **changes: Any) -> dict[str, Any]:
    """A news item of 2020."""
    return {
        "id": identity,
        "file": file,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "title": "A report",
        "publisher": "The Paper",
        "genre": "news",
        "language": "en",
        "published": "2020-01-15",
        "published_basis": "dated",
        "reliability": "B",
        "reliability_reason": "test",
    } | changes


@dataclass(frozen=True)
class Files:
    """Where a corpus was written."""

    corpus: Path
    seeds: Path

    def claim(self, identity: str) -> Path:
        """The file of one claim."""
        return self.corpus / "claims" / f"{identity}.yaml"


def dump(value: object) -> str:
    """YAML as a curator types it, in the order given."""
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)


def write_corpus(folder: Path) -> Files:
    """A valid corpus: two sources, three places, two claims."""
    figure = {"measure": "killed", "minimum": "2", "maximum": "2", "unit": "persons"}
    claims = [
        claim(
            "khanaqin-shelled",
            excerpt(
                "On 3 May 2019 Daesh shelled Khanaqin, killing two people",
                figures=[figure | {"as_written": "two people"}],
            ),
            excerpt("mortars fell on Khanaqin in May", source="001", origin="police"),
        ),
        claim(
            "baghdad-bomb",
            excerpt("In Baghdad a bomb killed four"),
            kind="attack",
            event_type="explosion",
            statement="A bomb killed four people in Baghdad.",
            when={"edtf": "../2020-01-15", "basis": "published then"},
            where=[{"place": "baghdad"}],
        ),
    ]
    return write_files(
        folder,
        sources=[source("000", "000_a.txt", TEXT), source("001", "001_b.txt", SECOND_TEXT)],
        texts={"000_a.txt": TEXT, "001_b.txt": SECOND_TEXT},
        places=[
            place("iraq", level="country", lat="33", lon="44", areas=["iq"]),
            place("diyala", level="governorate", areas=["iq-di"], parent="iraq"),
            place("khanaqin", parent="diyala", spellings=["Janaqin"]),
            place("baghdad", lat="33.34", lon="44.40"),
        ],
        claims=claims,
    )


def write_files(
    folder: Path,
    *,
    sources: list[dict[str, Any]],
    texts: Mapping[str, str],
    places: list[dict[str, Any]],
    claims: list[dict[str, Any]],
    actors: list[dict[str, Any]] | None = None,
) -> Files:
    """Write the files of a corpus below a folder."""
    files = Files(folder / "corpus", folder / "seeds")
    (files.corpus / "claims").mkdir(parents=True)
    files.seeds.mkdir()
    for name, text in texts.items():
        (files.seeds / name).write_bytes(text.encode())
    default_actors = [{"id": "daesh", "name": "Daesh"}, {"id": "police", "name": "Iraqi police"}]
    for name, entries in (
        ("sources", sources),
        ("places", places),
        ("actors", actors or default_actors),
    ):
        (files.corpus / f"{name}.yaml").write_text(dump(entries), encoding="utf-8")
    for each in claims:
        files.claim(each["id"]).write_text(dump(each), encoding="utf-8")
    account_for_the_rest(files)
    return files


def account_for_the_rest(files: Files) -> None:
    """List every sentence that no claim quotes as carrying none."""
    corpus = load_corpus(files.corpus, files.seeds, complete=False)
    folder = files.corpus / "no_claim"
    folder.mkdir(exist_ok=True)
    for each in coverage(corpus):
        text = corpus.texts[each.source]
        entries = [
            {
                "exact": text[span.start : span.end],
                "prefix": text[max(span.start - 90, 0) : span.start] or None,
                "suffix": text[span.end : span.end + 90] or None,
                "reason": "bridge",
            }
            for span in each.unaccounted
        ]
        if entries:
            path = folder / f"{each.source}.yaml"
            path.write_text(dump(entries), encoding="utf-8")


def in_memory(
    *claims: Mapping[str, Any],
    sources: Iterable[Mapping[str, Any]] = (),
    places: Iterable[Mapping[str, Any]] = (),
) -> Corpus:
    """A corpus for questions that need neither files nor the place of a quote."""
    actors = [Actor(id=name, name=name.title()) for name in ("daesh", "police")]
    return Corpus(
        sources={each["id"]: Source.model_validate(each) for each in sources},
        places={each["id"]: Place.model_validate(each) for each in places},
        actors={each.id: each for each in actors},
        claims={each["id"]: Claim.model_validate(each) for each in claims},
        texts={},
        spans={},
        no_claim={},
        fingerprint="",
    )
