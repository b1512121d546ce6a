"""Everybody's deadlines and one's own calendar address, looked at on a telephone and at a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_noor_sees_whose_days_are_running_and_takes_them_to_her_calendar(
    page_of: Open, scripts: bool
) -> None:
    seen = Seen()
    noor = page_of("Noor Example", size="390", scripts=scripts)
    noor.goto("/")
    noor.get_by_role("link", name="Deadlines of all my people").click()
    expect(noor.get_by_role("heading", level=1)).to_have_text("Deadlines of all my people")
    expect(noor.get_by_text("Reply to the Home Office:")).to_be_visible()
    expect(noor.get_by_text("Permission ends:")).to_be_visible()
    noor.get_by_text("How it is counted").first.click()
    if scripts:
        seen.look(noor, "deadlines of all my people")
    noor.get_by_role("button", name="address").first.click()
    expect(noor.get_by_text("Copy it now. It is not shown again.")).to_be_visible()
    if scripts:
        seen.look(noor, "my calendar address")
    address = noor.locator(".rc-code").inner_text()
    assert noor.request.get(address).text().startswith("BEGIN:VCALENDAR")
    noor.get_by_role("link", name="Back to the deadlines").click()
    noor.get_by_role("button", name="End the address").click()
    expect(noor.get_by_text("The calendar address is ended.")).to_be_visible()
    assert noor.request.get(address).status == 404
    assert seen.wrong == []
