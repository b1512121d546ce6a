"""Noor takes a picture of a paper with her telephone, and opens it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen
from tests.records.papers import hostile

Open = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_noor_takes_a_picture_in_two_taps_and_keeps_it(page_of: Open, scripts: bool) -> None:
    seen = Seen()
    noor = page_of("Noor Example", size="390", scripts=scripts)
    noor.goto("/people/")
    noor.locator("main .rc-row a").first.click()
    noor.get_by_role("link", name="Papers").click()
    noor.get_by_role("link", name="Keep a paper").first.click()
    if scripts:
        seen.look(noor, "keep a paper")
    camera = noor.get_by_label("Take a picture of it")
    with noor.expect_file_chooser() as chooser:
        camera.click()
    assert camera.get_attribute("capture") == "environment"
    chooser.value.set_files(
        {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": hostile.photograph()}
    )
    noor.get_by_label("Tenancy, licence or notice to leave").check()
    noor.get_by_role("button", name="Keep it").click()
    expect(noor.get_by_role("status").first).to_have_text("The paper is kept.")
    with noor.expect_download() as saved:
        noor.get_by_role("link", name="Open tenancy").first.click()
    assert saved.value.suggested_filename.startswith("paper-")
    if scripts:
        seen.look(noor, "papers")
        noor.goto(noor.url + "keep/")
        noor.get_by_label("Or choose pictures or PDFs").set_input_files(
            {"name": "x.heic", "mimeType": "image/heic", "buffer": hostile.HEIC}
        )
        noor.get_by_label("Something else").check()
        noor.get_by_role("button", name="Keep it").click()
        assert noor.get_by_text("This file is a HEIC picture").count() == 2
        seen.look(noor, "a HEIC picture")
        noor.goto(noor.url.removesuffix("keep/"))
        noor.get_by_role("link", name="Remove").first.click()
        seen.look(noor, "remove a paper")
        noor.get_by_role("button", name="Remove it").click()
        expect(noor.get_by_role("status").first).to_have_text("The paper is removed.")
    assert seen.wrong == []
