"""Pat takes Olive in as a host, step by step on the pages, and checks in once Amina stays with her."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from recourse.pages.hosts.stepping import STEPS
from tests import personas
from tests.personas import Agencies
from tests.records.hosting.town import approved, asks, stays

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now() - 120 * DAY)


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)  # type: ignore[arg-type]
    return client


def day(on: date) -> dict[str, Any]:
    return {"on_day": on.day, "on_month": on.month, "on_year": on.year}


def once_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(once)" value="([^"]*)"', page))


def lit(page: str) -> list[str]:
    """The words of the lit buttons."""
    return [
        re.sub(r"<[^>]+>", "", words)
        for words in re.findall(r'<(?:a|button) class="rc-button"[^>]*>(.*?)</(?:a|button)>', page)
    ]


def test_pat_brings_olive_from_asking_to_approved_by_the_one_lit_button(town: Agencies) -> None:
    pat = signed_in(town.pat)
    asked = pat.get("/hosts/new/").content.decode()
    sent = {
        "name": "Olive Penhale",
        "contact": "07700 900123",
        "area": "Mill Bridge",
        "address": "4 Invented Row",
        "beds": "1",
        "who_for": "women",
        "is_step_free": "no",
        "rhythm": "weeks",
        "words": "",
    }
    made = pat.post("/hosts/new/", sent | day(localdate()) | once_of(asked))
    there = made["Location"]
    assert pat.post("/hosts/new/", sent | day(localdate()) | once_of(asked))["Location"] == there
    buttons = []
    for kind, said in (
        ("visit", {"words": "A lock on the door."}),
        ("reference", {"words": "A neighbour.", "is_written": "no", "is_family": "yes"}),
        ("reference", {"words": "Her employer.", "is_written": "yes", "is_family": "no"}),
        ("approve", {"words": ""}),
    ):
        buttons += lit(pat.get(there).content.decode())
        form = pat.get(f"{there}{kind}/").content.decode()
        assert pat.post(f"{there}{kind}/", said | day(localdate()) | once_of(form)).status_code == 302
    page = pat.get(there).content.decode()
    again = "Write a reference down"
    assert buttons == ["Write the visit down", again, again, "Approve this host"]
    assert lit(page) == ["See the beds"]
    assert "Approved" in page and "in writing, not by family" in page
    assert "Olive" not in pat.get("/homes/?all=1").content.decode()
    assert "Host 1" in pat.get("/hosts/").content.decode()


def test_no_step_is_called_done_before_it_is_nor_when_it_was_refused(town: Agencies) -> None:
    pat, host = signed_in(town.pat), asks(town, on=localdate(), at=now())
    for address in (
        "/hosts/new/",
        *(f"/hosts/{host.pk}/{kind}/" for kind in STEPS),
        f"/hosts/{host.pk}/rhythm/",
    ):
        shown = pat.get(address)
        assert shown.status_code == 200 and "rc-done" not in shown.content.decode(), address
    refused = pat.post(f"/hosts/{host.pk}/approve/", day(localdate())).content.decode()
    assert "Nobody has visited their home yet." in refused and "rc-done" not in refused
    pat.post(f"/hosts/{host.pk}/visit/", day(localdate()) | {"words": "A quiet room."})
    done = re.findall(
        r'<p class="rc-done" role="status">([^<]*)<', pat.get(f"/hosts/{host.pk}/").content.decode()
    )
    assert done == ["The visit is kept. Take two references now."]
    assert "rc-done" not in pat.get(f"/hosts/{host.pk}/").content.decode()


def test_a_step_too_early_is_refused_on_its_page_with_the_reason(town: Agencies) -> None:
    host = asks(town, on=localdate(), at=now())
    page = signed_in(town.pat).post(f"/hosts/{host.pk}/approve/", {"words": ""} | day(localdate()))
    assert "Nobody has visited their home yet. Write the visit down first." in page.content.decode()


def test_a_check_in_is_due_after_a_week_and_the_list_says_it_is_late(town: Agencies) -> None:
    began = now() - 10 * DAY
    host = approved(town, on=localdate(began), at=began, is_key=True)
    stay = stays(town, host, personas.amina(town.pat, at=began), first_day=localdate(began), at=began)
    pat = signed_in(town.pat)
    listed = pat.get("/hosts/").content.decode()
    assert "3 days late" in listed and "1 check-in should have been made already" in listed
    assert lit(pat.get(f"/hosts/{host.pk}/").content.decode()) == ["Write a check-in down: Room 1"]
    there = f"/stays/{stay.pk}/check-in/"
    said = {"how": "phone", "guest": "badly", "for_host": "well", "words": ""} | day(localdate())
    assert "Say in a few words what goes badly." in pat.post(there, said).content.decode()
    assert pat.post(there, said | {"words": "The stairs hurt her knee."}).status_code == 302
    page = pat.get(f"/hosts/{host.pk}/").content.decode()
    assert "The stairs hurt her knee." in page and "days late" not in page


def test_whoever_is_not_of_the_scheme_finds_no_host(town: Agencies) -> None:
    host = asks(town, on=localdate(), at=now())
    noor = signed_in(town.noor)
    for there in ("", "visit/", "approve/", "rhythm/"):
        assert noor.get(f"/hosts/{host.pk}/{there}").status_code == 404
    assert noor.get("/hosts/new/").status_code == 404
    assert "Host 1" not in noor.get("/hosts/").content.decode()


def test_how_often_is_chosen_at_the_host(town: Agencies) -> None:
    host = asks(town, on=localdate(), at=now())
    pat = signed_in(town.pat)
    assert pat.post(f"/hosts/{host.pk}/rhythm/", {"rhythm": "weeks"}).status_code == 302
    assert "then every four weeks" in pat.get(f"/hosts/{host.pk}/").content.decode()
    assert pat.get(f"/hosts/{host.pk}/elsewhere/").status_code == 404
