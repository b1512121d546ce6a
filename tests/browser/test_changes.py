"""The pages of a change of the law, looked at on a telephone and at a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_noor_reads_whom_a_change_of_the_law_touches(page_of: Open, scripts: bool) -> None:
    seen = Seen()
    noor = page_of("Noor Example", size="390", scripts=scripts)
    noor.goto("/changes/")
    expect(noor.get_by_role("heading", level=1)).to_have_text("Changes of the law")
    assert noor.get_by_text("you work with").count() >= 1
    if scripts:
        seen.look(noor, "whom a change of the law touches")
    assert seen.wrong == []


def test_a_commissioner_reads_which_rules_change(page_of: Open) -> None:
    seen = Seen()
    cass = page_of("Cass Counter", size="390", scripts=True)
    cass.goto("/changes/numbers/?before=2026-06-01&after=2026-06-02")
    assert cass.get_by_text("New from 2 June 2026").count() >= 1
    seen.look(cass, "changes of the law")
    assert seen.wrong == []
