"""The claims for spreadsheets: CSV, a row for each excerpt, and XLSX, a sheet for each table."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from data.exports.about import About, about_rows
from data.exports.columns import CSV, SHEETS
from data.exports.frames import plain_cell
from data.exports.tables import (
    CellValue,
    TableRow,
    claim_values,
    excerpt_values,
    figures_as_written,
    sheets,
    source_values,
    summary_values,
)
from data.model.corpus import Claim, Corpus
from data.text.plain import clean

# Excel takes a file for UTF-8 by its byte order mark alone.
_CSV_ENCODING = "utf-8-sig"
_CELL_LIMIT = 32_767
_LIMITS = (
    f"a text over {_CELL_LIMIT:,} characters is cut and ends in “…”; a control character is shown "
    "as �; an apostrophe before =, +, -, @, tab or return keeps a text from running as a formula"
)
# Any fixed day makes the same bytes on every run; this is the first that an archive can hold.
_FIXED_DAY = datetime(1980, 1, 1)  # noqa: DTZ001  # the format has no zone
_PROPERTIES = "docProps/core.xml"
_WIDTHS = {"statement": 60, "quote": 80, "value": 80, "id": 34, "claim": 34, "excerpt": 34}
_USUAL_WIDTH = 16


def render_csv(claims: Sequence[Claim], corpus: Corpus, _about: About) -> bytes:
    """One row an excerpt, each with its claim and its source; UTF-8 with BOM, lines end in CRLF.

    What a spreadsheet would run as a formula has an apostrophe before it. The filters have no place
    in a table and are left out; the corpus stands in each row.
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(CSV)
    for claim in claims:
        for row in _joined_rows(claim, corpus):
            writer.writerow([_plain(row[column]) for column in CSV])
    return target.getvalue().encode(_CSV_ENCODING)


def render_xlsx(claims: Sequence[Claim], corpus: Corpus, about: About) -> bytes:
    """A workbook with the sheets claims, excerpts, figures, places, sources and about."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets(claims, corpus).items():
        columns = SHEETS[name]
        _fill(book.create_sheet(name), columns, ([row[each] for each in columns] for row in rows))
    facts = (*about_rows(about, claims, corpus), ("texts", _LIMITS))
    _fill(book.create_sheet("about"), ("what", "value"), facts)
    return _archive(book)


def _joined_rows(claim: Claim, corpus: Corpus) -> Iterator[TableRow]:
    whole = claim_values(claim, corpus) | summary_values(claim, corpus)
    for excerpt, row in zip(claim.excerpts, excerpt_values(claim, corpus), strict=True):
        yield {
            **source_values(corpus.sources[excerpt.source]),
            **whole,
            **row,
            "excerpt": row["id"],
            "figures_as_written": figures_as_written(excerpt),
            "corpus": corpus.fingerprint,
        }


def _plain(value: CellValue) -> CellValue:
    return plain_cell(value) if isinstance(value, str) else value


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> None:
    """A sheet whose first row stays in sight and can be filtered by."""
    for number, column in enumerate(columns, start=1):
        sheet.cell(1, number, column).font = Font(bold=True)
        width = _WIDTHS.get(column, _USUAL_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, row in enumerate(rows, start=2):
        for number, value in enumerate(row, start=1):
            _write(sheet.cell(line, number), value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _write(cell: Cell, value: CellValue) -> None:
    if not isinstance(value, str):
        cell.value = value
        return
    text = clean(plain_cell(value))
    cell.value = text if len(text) <= _CELL_LIMIT else f"{text[: _CELL_LIMIT - 1]}…"
    # The library guesses formulas and errors such as #N/A from the text; here all text is text.
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=len(text) > _USUAL_WIDTH)


def _archive(book: Workbook) -> bytes:
    """The workbook as a file that holds no moment of its making."""
    written = io.BytesIO()
    book.save(written)
    book.properties.created = book.properties.modified = _FIXED_DAY
    target = io.BytesIO()
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(target, "w") as fixed:
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name == _PROPERTIES:
                content = tostring(book.properties.to_tree())
            entry = zipfile.ZipInfo(name, _FIXED_DAY.timetuple()[:6])
            entry.create_system = 3
            fixed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
