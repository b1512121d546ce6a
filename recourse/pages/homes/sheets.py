"""A sheet as rows of words, from CSV or XLSX and back; no cell of it is ever a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook, load_workbook  # the one reader and writer of XLSX without a compiler

MOST_BYTES = 2_000_000
MOST_UNPACKED = 40_000_000
MOST_ROWS = 5_000
#: Of a sheet with blank rows between the others.
LAST_ROW = 20_000
MOST_COLUMNS = 40
#: A cell that begins so would be reckoned by a spreadsheet program.
LIVE = ("=", "+", "-", "@", "\t", "\r")


class Unreadable(ValueError):
    """The file is no sheet, or too large; str() says what to do."""


def read(raw: bytes) -> list[list[str]]:
    """Give the rows of a sheet as they are numbered there, every cell as words; a row may be blank."""
    if len(raw) > MOST_BYTES:
        raise Unreadable("The file is larger than 2 MB. Take it in in parts.")
    rows = _xlsx(raw) if raw[:2] == b"PK" else _csv(raw)
    said = [at for at, row in enumerate(rows) if not is_blank(row)]
    if not said:
        raise Unreadable("The file is empty.")
    if len(said) > MOST_ROWS + 1:
        raise Unreadable(f"The file has more than {MOST_ROWS:,} rows. Take it in in parts.")
    width = max(at for at, cell in enumerate(rows[said[0]], start=1) if cell.strip())
    return [[tamed_back(cell) for cell in (*row, *[""] * width)[:width]] for row in rows[: said[-1] + 1]]


def is_blank(row: Sequence[str]) -> bool:
    """Whether nothing stands in a row."""
    return not any(cell.strip() for cell in row)


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as CSV that spreadsheet programs open as it is meant."""
    out = io.StringIO()
    csv.writer(out).writerows([tame(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as XLSX; every cell is words."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Homes")
    for row in rows:
        sheet.append([tame(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tame(cell: str) -> str:
    """Put an apostrophe before what would be a formula, or before an apostrophe that stands there."""
    return f"'{cell}" if cell.startswith((*LIVE, "'")) else cell


def tamed_back(cell: str) -> str:
    """Take away the apostrophe that `tame` put there, and no other."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*LIVE, "'")) else cell


def _csv(raw: bytes) -> list[list[str]]:
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("The file is no CSV in UTF-8 and no XLSX. Save it as one of them.") from None
    if "\0" in words:
        raise Unreadable("The file is no CSV in UTF-8 and no XLSX. Save it as one of them.")
    split = ";" if words.partition("\n")[0].count(";") > words.partition("\n")[0].count(",") else ","
    try:
        return [row[:MOST_COLUMNS] for row in csv.reader(io.StringIO(words, newline=""), delimiter=split)]
    except csv.Error:
        raise Unreadable("A line of the file cannot be read. Save it as CSV once more.") from None


def _xlsx(raw: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise Unreadable("The file holds far more than a sheet of homes. Take it in in parts.")
        sheet = load_workbook(io.BytesIO(raw), read_only=True, data_only=True).worksheets[0]
        found = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=LAST_ROW + 1)
        rows = [[_words(cell) for cell in row] if row != (None,) * len(row) else [] for row in found]
        if len(rows) > LAST_ROW:
            raise Unreadable(f"The sheet goes on below row {LAST_ROW:,}. Delete the rows that are empty.")
        return rows
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  whatever a broken file makes the reader raise
        raise Unreadable("The file cannot be read. Save it as XLSX or CSV once more.") from None


def _words(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
