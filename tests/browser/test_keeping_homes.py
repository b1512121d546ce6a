"""Pat looks at a home's papers and at who is to be seen, and takes homes in from a sheet, on a telephone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]
SHEET = "\n".join(
    [
        "Home,Area,Address,First day,Room,Beds,Paid by",
        "Heron House,Mill Bridge,9 Invented Lane,2026-13-40,Room 1,1,free",
    ]
).encode()


@pytest.mark.parametrize("scripts", [True, False])
def test_pat_sees_what_ran_out_and_is_told_what_is_wrong_in_a_sheet(page_of: Open, scripts: bool) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390", scripts=scripts)

    def look(what: str) -> None:
        if scripts:
            seen.look(pat, what)

    pat.goto("/homes/")
    pat.locator("main .rc-homes a").first.click()
    expect(pat.get_by_role("heading", name="Lease and certificates")).to_be_visible()
    look("one home, its papers")
    for name in ("Record a lease", "Record a certificate", "Add a room"):
        pat.get_by_role("link", name=name).click()
        look(name.lower())
        pat.locator("main button").last.click()
        expect(pat.locator(".govuk-error-summary, .rc-error-summary").first).to_be_visible()
        look(f"{name.lower()}, nothing filled in")
        pat.go_back()
        pat.go_back()
    pat.goto("/stays/due/")
    look("stays to look at")
    pat.goto("/homes/take-in/")
    pat.locator("input[type=file]").set_input_files(
        {"name": "homes.csv", "mimeType": "text/csv", "buffer": SHEET}
    )
    pat.locator("main button").last.click()
    expect(pat.get_by_role("heading", name="Nothing was taken in")).to_be_visible()
    look("a sheet with a wrong day")
    assert seen.wrong == []
