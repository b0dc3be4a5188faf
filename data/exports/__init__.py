"""What can be exported: every format with its name, its file and what writes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.exports.about import About
from data.exports.annotations import render_annotations
from data.exports.bibliography import render_bibtex, render_csl, render_ris
from data.exports.columns import render_csvt
from data.exports.maps.geo import render_geojson
from data.exports.maps.geopackage import render_geopackage
from data.exports.maps.kml import render_kml
from data.exports.maps.linked_places import render_linked_places
from data.exports.maps.qgis import render_qgis_style
from data.exports.records import render_jsonl
from data.exports.spreadsheet import render_csv, render_xlsx
from data.exports.sqlite import render_sqlite
from data.model.corpus import Claim, Corpus

Render = Callable[[Sequence[Claim], Corpus, About], bytes]


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that belongs beside another, under the same name but for its suffix."""

    title: str
    suffix: str
    media_type: str
    render: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `words` follow a count of claims; `render` gives the whole file.

    `binary` files are not for a terminal. `companion` is a file that belongs beside it. The same
    claims in the same order, the same corpus and the same `About` give the same bytes.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    words: str
    render: Render
    companion: Companion | None = None
    binary: bool = False


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format(
            *("csv", "CSV", ".csv", "text/csv; charset=utf-8"),
            "a row for each excerpt; its types for QGIS stand beside it",
            render=render_csv,
            companion=Companion("Types of the CSV", ".csvt", "text/plain", render_csvt),
        ),
        Format(
            *("xlsx", "Excel", ".xlsx"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "on sheets of claims, excerpts, figures, places and sources",
            binary=True,
            render=render_xlsx,
        ),
        Format(
            *("jsonl", "JSON Lines", ".jsonl", "application/jsonl", "one a line"),
            render=render_jsonl,
        ),
        Format(
            *("sqlite", "SQLite", ".db", "application/vnd.sqlite3"),
            "in a database for SQLite and Datasette",
            binary=True,
            render=render_sqlite,
        ),
        Format(
            *("geojson", "GeoJSON", ".geojson", "application/geo+json"),
            "as features, one for each place of each; a style for QGIS stands beside it",
            render=render_geojson,
            companion=Companion("Style for QGIS", ".qml", "application/xml", render_qgis_style),
        ),
        Format(
            *("gpkg", "GeoPackage", ".gpkg", "application/geopackage+sqlite3"),
            "as layers of places and claims with their styles for QGIS",
            binary=True,
            render=render_geopackage,
        ),
        Format(
            *("kml", "KML", ".kml", "application/vnd.google-earth.kml+xml"),
            "as placemarks for Google Earth, one for each place of each",
            render=render_kml,
        ),
        Format(
            *("linked-places", "Linked Places", ".lp.json", "application/json"),
            "at their places, in the Linked Places Format",
            render=render_linked_places,
        ),
        Format(
            *("annotations", "Web Annotations", ".jsonld", "application/ld+json"),
            "each excerpt as a W3C Web Annotation",
            render=render_annotations,
        ),
        Format(
            *("csl", "CSL-JSON", ".json", "application/vnd.citationstyles.csl+json"),
            "whose sources are listed as CSL-JSON",
            render=render_csl,
        ),
        Format(
            *("bibtex", "BibTeX", ".bib", "application/x-bibtex"),
            "whose sources are listed for BibTeX and biblatex",
            render=render_bibtex,
        ),
        Format(
            *("ris", "RIS", ".ris", "application/x-research-info-systems"),
            "whose sources are listed as RIS",
            render=render_ris,
        ),
    )
}
