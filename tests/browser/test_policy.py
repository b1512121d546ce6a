"""The content policy in a real browser: what breaks it is stopped, heard of, and reported."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Watched

Open = Callable[..., Page]
PLANT = """() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.ran = 1";
    document.body.append(script);
    const picture = document.createElement("img");
    picture.src = "https://elsewhere.example/a.png";
    document.body.append(picture);
    document.body.setAttribute("style", "color: red");
}"""


def test_a_planted_script_does_not_run_and_is_heard_of(page_of: Open, watched: Watched) -> None:
    noor = page_of("Noor Example")
    noor.goto("/people/")
    with noor.expect_request("**/violations/") as reported:
        noor.evaluate(PLANT)
    assert reported.value.method == "POST"
    noor.wait_for_timeout(200)
    assert noor.evaluate("() => globalThis.ran") is None
    found = {each.partition(":")[0] for each in watched.violations}
    assert found == {"script-src-elem", "img-src", "style-src-attr"}
    assert watched.strangers == []
    watched.violations.clear()
