"""Homes come in from a sheet whole or not at all, and go out so that they come in again unchanged."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from recourse.pages.homes import bringing, sheets
from recourse.records.homes.models import Bedspace, Home, Lease
from recourse.records.ledger.models import Entry
from tests import personas
from tests.pages.seen import words
from tests.personas import Agencies, as_

NOW = now()
LARCH = {
    "home": "Larch House",
    "sort": "house",
    "who for": "women",
    "step-free": "yes",
    "area": "Mill Bridge",
    "address": "1 Invented Lane",
    "landlord": "=Wrenfield Homes",
    "room": "Room 1",
    "sleeps": "2",
    "who pays": "free",
    "ready from": "2026-06-01",
    "lease from": "2026-05-01",
    "lease until": "2027-04-30",
    "rent a month": "450.50",
}
SECOND = LARCH | {"room": "Room 2", "who pays": "rent_paying", "sleeps": "1"}


def sheet(*rows: dict[str, str]) -> list[list[str]]:
    return [list(bringing.COLUMNS), *([row[name] for name in bringing.COLUMNS] for row in rows)]


CELL = st.text("=+-@'\t\n ,;\"aé", max_size=6)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_no_cell_goes_out_as_a_formula_and_every_one_comes_in_as_it_was(cells: list[tuple[str, str]]) -> None:
    rows = [["home", "room", "note"], *(["Larch", *row] for row in cells)]
    assert sheets.read(sheets.csv_of(rows)) == rows
    for row in rows:
        assert not any(sheets.tame(cell).startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_a_formula_is_words_in_xlsx_and_comes_back_as_it_was() -> None:
    rows = [["a", "b"], ["=1+1", "'quoted"], ["+44 1632", "@home"], ["-", "O'Brien"]]
    raw = sheets.xlsx_of(rows)
    cells = [cell for row in load_workbook(BytesIO(raw)).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheets.read(raw) == rows


@pytest.mark.parametrize(
    ("change", "column", "expected"),
    [
        ({"room": "Room 1"}, "room", "stands in one row only"),
        ({"lease until": "2025-04-30"}, "lease until", "the same as in the first row"),
        ({"ready from": "1026-06-01"}, "ready from", "a year from 1980 to 2099"),
        ({"ready from": "1 June"}, "ready from", "a day such as 2026-11-23"),
        ({"sleeps": "two"}, "sleeps", "a whole number"),
        ({"who pays": "nobody"}, "who pays", "one of: free"),
        ({"room": ""}, "room", "what you call the room"),
        ({"home": "Old House"}, "home", "none of your homes has yet"),
        ({"home": "New House", "rent a month": "-5"}, "rent a month", "0 or more"),
        ({"home": "New House", "lease until": "2025-04-30"}, "lease until", "after the lease starts"),
        ({"home": "New House", "lease from": ""}, "lease from", "the day on which the lease starts"),
        ({"home": "New House", "lease from": "0026-01-01"}, "lease from", "a year from 1980"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(change: dict[str, str], column: str, expected: str) -> None:
    found = bringing.understood(sheet(LARCH, SECOND | change), taken=frozenset({"Old House"}))
    assert any(one.row == 3 and one.column == column and expected in one.expected for one in found.wrong), (
        found.wrong
    )


@pytest.mark.parametrize("written", [sheets.csv_of, sheets.xlsx_of])
def test_rows_are_called_by_their_number_in_the_sheet_blank_ones_counted(
    written: Callable[[list[list[str]]], bytes],
) -> None:
    heads, first, second = sheet(LARCH, SECOND | {"sleeps": "two"})
    found = bringing.understood(
        sheets.read(written([[""], heads, [""], first, [" "], second])), taken=frozenset()
    )
    assert [(one.row, one.column) for one in found.wrong] == [(6, "sleeps")]
    assert [room.name for room in found.homes[0].rooms] == ["Room 1", "Room 2"]


def test_a_long_sheet_with_blank_rows_is_read_to_its_end() -> None:
    rows = [row for number in range(3_000) for row in (["home", str(number)], [""])]
    assert sheets.read(sheets.xlsx_of(rows))[-1] == ["home", "2999"]


def test_a_sheet_with_one_cell_at_its_far_end_is_refused_before_it_fills_the_memory() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.cell(row=1_048_576, column=1, value="home")
    raw = BytesIO()
    book.save(raw)
    with pytest.raises(sheets.Unreadable, match="below row 20,000"):
        sheets.read(raw.getvalue())


def test_a_heading_that_stands_twice_is_refused() -> None:
    rows = [[*row, row[-1]] for row in sheet(LARCH)]
    found = bringing.understood(rows, taken=frozenset())
    assert [(one.row, one.column, one.expected) for one in found.wrong] == [
        (1, "rent a month", "one column with this heading")
    ]
    assert not found.homes


@pytest.mark.parametrize(
    ("said", "day"),
    [("1/6/2026", date(2026, 6, 1)), ("13/12/2026", date(2026, 12, 13)), ("12/13/2026", None)],
)
def test_days_are_read_as_a_spreadsheet_program_here_writes_them(said: str, day: date | None) -> None:
    found = bringing.understood(sheet(LARCH | {"ready from": said}), taken=frozenset())
    assert [room.first_day for room in found.homes[0].rooms] == ([day] if day else [])
    assert [one.column for one in found.wrong] == ([] if day else ["ready from"])


def test_a_file_that_is_no_sheet_or_too_large_is_told_so() -> None:
    for raw, told in (
        (b"PK broken", "cannot be read"),
        (b"\xff\xfe\x00", "no CSV"),
        (b"", "empty"),
        (b"a" * (sheets.MOST_BYTES + 1), "larger than 2 MB"),
        (b"a\n" * (sheets.MOST_ROWS + 2), "more than 5,000 rows"),
    ):
        with pytest.raises(sheets.Unreadable, match=told):
            sheets.read(raw)


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies(at=NOW)


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)  # type: ignore[arg-type]
    return client


def sent(client: Client, raw: bytes, how: str) -> str:
    said = {"how": how, "sheet": SimpleUploadedFile("homes.csv", raw)}
    return words(client.post(reverse("homes:take_in"), said, follow=True))


def test_a_try_keeps_nothing_and_a_wrong_row_keeps_nothing_of_the_others(town: Agencies) -> None:
    pat = signed_in(town.pat)
    right, wrong = (sheets.csv_of(sheet(LARCH, SECOND | more)) for more in ({}, {"sleeps": "0"}))
    assert "1 home with 2 rooms would come in" in sent(pat, right, "try")
    assert "Nothing was taken in: 1 thing to put right" in sent(pat, wrong, "keep")
    with as_(town.pat, at=NOW):
        assert Home.objects.count() == 0
    assert "1 home taken in." in sent(pat, right, "keep")
    with as_(town.pat, at=NOW):
        assert Home.objects.get().landlord == "=Wrenfield Homes"
        assert Bedspace.objects.count() == 3
        lease = Lease.objects.get()
        assert (lease.pence_a_month, lease.after_last_day) == (45_050, date(2027, 5, 1))
    assert "a name none of your homes has yet" in sent(pat, right, "keep")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_is_what_came_in_and_is_written_down(town: Agencies, kind: str) -> None:
    pat = signed_in(town.pat)
    sent(pat, sheets.xlsx_of(sheet(LARCH, SECOND)), "keep")
    given_out = pat.post(reverse("homes:give_out"), {"kind": kind})
    assert sheets.read(given_out.content) == sheet(LARCH, SECOND)
    with as_(town.pat, at=NOW):
        assert Entry.objects.filter(act="homes.give_out").count() == 1


def test_another_agency_takes_out_none_of_pat_s_homes_and_a_worker_finds_no_page(town: Agencies) -> None:
    sent(signed_in(town.pat), sheets.csv_of(sheet(LARCH)), "keep")
    assert signed_in(town.noor).get(reverse("homes:give_out")).status_code == 404
    assert signed_in(town.noor).get(reverse("homes:take_in")).status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        '<!DOCTYPE a [<!ENTITY one SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY zero "ha">'
        + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 40 if n else "&zero;" * 40}">' for n in range(12))
        + '<!ENTITY one "&e11;">]>',
    ],
    ids=["names a file", "grows without end"],
)
def test_a_sheet_that_names_a_file_or_grows_without_end_is_refused(said: str) -> None:
    made, book = BytesIO(), BytesIO(sheets.xlsx_of([["Home"], ["Larch"]]))
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(made, "w") as after:
        for part in before.namelist():
            words = before.read(part).decode()
            if part.endswith("sheet1.xml"):
                words = said + words.replace("Larch", "&one;")
                assert "&one;" in words
            after.writestr(part, words)
    with pytest.raises(sheets.Unreadable, match="cannot be read"):
        sheets.read(made.getvalue())
