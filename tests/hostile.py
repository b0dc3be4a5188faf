"""Text that has harmed dashboards, and a corpus that has it in every field of a claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.corpora import Files, claim, excerpt, place, source, write_files

# Where a string that is run as a template on the server would leave a file.
WITNESS = "hostile-text-ran"

STRINGS: tuple[str, ...] = (
    "<script>alert(1)</script>",
    "<script>window.harmed=1</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "</mark></div>",
    "</script>",
    "{{7*7}}",
    "{{cycler.__init__.__globals__}}",
    "{% raw",
    "{#",
    "price {{",
    "`${alert(1)}`",
    "${alert(1)}",
    "![x](http://127.0.0.1:9/beacon.png)",
    "[x](javascript:alert(1))",
    '<a href="javascript:alert(1)">x</a>',
    "https://127.0.0.1:9/autolink",
    ":material/bolt:",
    "$$x$$",
    '=HYPERLINK("http://127.0.0.1:9/")',
    "+1",
    "-1",
    "@x",
    "left \u202e right",
    "isolate \u2066 open",
    "line \u2028 separator",
    "x" * 100_000,
    "a" + "\u0301" * 1_000,
    "../../etc/passwd",
    "file:///etc/passwd",
    "%{customdata} %{hovertext}",
    "'; DROP TABLE claims; --",
    "&lt;b&gt; &amp; <b>",
)


def served_template(witness: Path) -> str:
    """A template that makes a file on the server if anything there runs it."""
    command = f"touch {witness}"
    return "{{ cycler.__init__.__globals__.os.popen('" + command + "').read() }}"


def write_hostile_corpus(folder: Path) -> Files:
    """One claim for each string, with the string in every field that takes free text.

    Two sources speak to each claim and give other figures, so that all comparisons are drawn.
    """
    strings = [*STRINGS, served_template(folder / WITNESS)]
    text = "".join(f"Before {i} {string} after {i}.\n" for i, string in enumerate(strings))
    second = "".join(f"Then {i} {string} since {i}.\n" for i, string in enumerate(strings))
    entries = list(enumerate(strings))
    return write_files(
        folder,
        sources=[
            source("000", "000_a.txt", text, **_source_texts(strings[0])),
            source("001", "001_b.txt", second, **_source_texts(strings[-1])),
        ],
        texts={"000_a.txt": text, "001_b.txt": second},
        places=[
            place("iraq", level="country", lat="33", lon="44", areas=["iq"], name="Iraq"),
            *(_place(i, string) for i, string in entries),
        ],
        claims=[_claim(i, string) for i, string in entries],
        actors=[{"id": f"actor-{i}", "name": string, "aliases": [string]} for i, string in entries],
    )


def _source_texts(string: str) -> dict[str, Any]:
    fields = (
        "title",
        "publisher",
        "author",
        "carried_by",
        "altered",
        "translation",
        "published_basis",
    )
    return dict.fromkeys((*fields, "reliability_reason"), string)


def _place(index: int, string: str) -> dict[str, Any]:
    return place(
        f"place-{index}",
        name=string,
        name_ar=string,
        lat=str(31 + 0.15 * index),
        lon=str(40 + 0.1 * index),
        spellings=[string],
        note=string,
        coordinates_source=string,
    )


def _claim(index: int, string: str) -> dict[str, Any]:
    figure = {"measure": "killed"}
    return claim(
        f"claim-{index}",
        excerpt(
            f"Before {index} {string} after {index}",
            attribution=string,
            origin=f"actor-{index}",
            credibility_reason=string,
            figures=[{**figure, "maximum": "2", "unit": string, "as_written": string}],
            when={"edtf": "2019", "as_written": f"Before {index}"},
        ),
        # The same string in all fields again would make the file larger than a claim may be.
        excerpt(
            f"Then {index} {string} since {index}",
            source="001",
            stance="disputes",
            figures=[{**figure, "minimum": "5", "unit": string[:99], "as_written": string[:99]}],
            when={"edtf": "2018", "as_written": f"Then {index}"},
        ),
        statement=string,
        when={"edtf": f"2019-{1 + index % 12:02}-{1 + index % 28:02}", "basis": string},
        where=[{"place": f"place-{index}"}],
        actors=[{"actor": f"actor-{index}", "role": "perpetrator"}],
        note=string,
    )
