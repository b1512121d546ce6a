"""A landlord's worker tries every address of the site: only the report opens, and how one signs in."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import now

from recourse.config.database.address import Address
from tests.pages.attacks import planted
from tests.pages.attacks.test_other_agencies import OF_NOBODY, REFUSED, address
from tests.pages.homes.test_a_landlord import lends
from tests.pages.seen import words

#: Pages for anybody, how one signs in and out, the one page that is theirs, and the address that leads to it.
THEIRS = {
    "lent:all",
    "work:mine",
    "look:more",
    "look:healthz",
    "look:violations",
    "door:enter",
    "door:become",
    "door:leave",
    "law:all",
    "law:one",
    "law:unverified",
    "law:unverified_of",
    "papers:fetch",
    "deadlines:calendar",
    "api:openapi",
    "criteria:all",
}


@pytest.fixture
def her(really_commits: Address) -> planted.Planted:
    return planted.plant_with_offices(really_commits, at=now())


def test_no_address_of_the_site_opens_for_a_landlord_but_their_own(
    her: planted.Planted,
) -> None:
    client = planted.signed_in(lends(her))
    for name in sorted((REFUSED | OF_NOBODY) - THEIRS):
        there = address(name, her)
        for method in ("get", "post"):
            answer = getattr(client, method)(there, {"words": "x", "reason": "x"})
            assert answer.status_code in (404, 405), (method, name, answer.status_code)
            assert not planted.shows(answer, planted.MARK, str(her.person.pk), her.person.reference), name
    at_the_door = client.get("/")
    assert (at_the_door.status_code, at_the_door["Location"]) == (302, reverse("lent:all"))
    lost = words(client.get("/nowhere/"))
    assert '<a href="/">Your houses</a>' in lost and "My work" not in lost
    for name in ("lent:all", "look:more"):
        page = client.get(reverse(name))
        assert page.status_code == 200
        assert not planted.shows(page, str(her.person.pk), her.person.reference, "Invented Lane"), name
