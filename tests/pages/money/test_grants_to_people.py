"""Amina is given money by two funds: each learns of the other only as far as she agreed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.funds import actions as funds
from recourse.records.funds.models import Award, Grant
from recourse.records.people.models import Person
from tests import personas
from tests.pages.money.reading import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)  # type: ignore[arg-type]
    return client


def day(name: str, on: date) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(once)" value="([^"]*)"', page))


def twenty_a_week(**more: Any) -> dict[str, Any]:
    said = {"panel": "Grants panel of 3 November", "pounds": "20", "cycle": "7", "fund": "own"}
    return said | day("first_day", localdate()) | day("last_day", localdate() + 181 * DAY) | more


def given_by_noor(town: Agencies, amina: Person) -> Award:
    days: dict[str, Any] = {"first_day": localdate(), "last_day": localdate() + 90 * DAY}
    with as_(town.noor, at=now()):
        return funds.award(amina, panel="Night panel", pence=15_00, cycle=14, **days, by=town.noor, at=now())


def test_twenty_pounds_a_week_for_half_a_year_are_given_once_and_come_to_520(town: Agencies) -> None:
    amina = personas.amina(town.pat, at=now())
    pat, there = signed_in(town.pat), reverse("money:give", args=[amina.pk])
    said = twenty_a_week() | hidden(pat.get(there).content.decode())
    assert [pat.post(there, said).status_code for _ in range(2)] == [302, 302]
    shown = words(pat.get(reverse("money:of_person", args=[amina.pk])))
    assert "£20 every week" in shown and "In all £520" in shown
    assert "Grants panel of 3 November" in shown and "own money" in shown
    assert "one is paid until before" in words(pat.post(there, twenty_a_week()))
    with as_(town.pat, at=now()):
        assert Award.objects.count() == 1


def test_another_fund_is_told_of_because_she_agreed_that_work_and_money_is_shown(town: Agencies) -> None:
    amina = personas.amina(town.noor, at=now())
    given_by_noor(town, amina)
    personas.agree(amina, to=town.hosting.service, by=town.noor, fields=["name", "work"], days=200, at=now())
    pat, there = signed_in(town.pat), reverse("money:give", args=[amina.pk])
    shown = words(pat.post(there, twenty_a_week()))
    assert "Wrenfield Night Outreach pays from" in shown and "Give it all the same?" in shown
    with as_(town.pat, at=now()):
        assert Award.objects.filter(agency=town.hosting.agency).count() == 0
    assert pat.post(there, twenty_a_week(sure="yes")).status_code == 302
    for worker, other in ((town.pat, "Wrenfield Night Outreach"), (town.noor, "Lamp House Hosting")):
        shown = words(signed_in(worker).get(reverse("money:of_person", args=[amina.pk])))
        assert f"{other} pays too, from" in shown and f"Grants of: {other}" in shown


def test_without_her_word_no_warning_is_given_and_the_page_says_what_it_could_not_look_at(
    town: Agencies,
) -> None:
    amina = personas.amina(town.noor, at=now())
    given_by_noor(town, amina)
    personas.agree(amina, to=town.hosting.service, by=town.noor, fields=["name"], days=200, at=now())
    pat = signed_in(town.pat)
    assert pat.post(reverse("money:give", args=[amina.pk]), twenty_a_week()).status_code == 302
    shown = words(pat.get(reverse("money:of_person", args=[amina.pk])))
    assert "pays too, from" not in shown and "£15" not in shown and "Night panel" not in shown
    assert "Not looked at: Wrenfield Night Outreach" in shown
    shown = words(signed_in(town.noor).get(reverse("money:of_person", args=[amina.pk])))
    assert "pays too, from" not in shown and "£20" not in shown
    assert "Not looked at: Lamp House Hosting" in shown


def test_a_grant_is_stopped_with_a_reason_once_and_stays_as_it_was(town: Agencies) -> None:
    amina = personas.amina(town.noor, at=now())
    award = given_by_noor(town, amina)
    noor, there = signed_in(town.noor), reverse("money:stop", args=[award.pk])
    said = day("on", localdate() + 14 * DAY) | {"reason": "She has work now."}
    assert "Say why, in a few words." in words(noor.post(there, said | {"reason": ""}))
    late = day("on", localdate() + 500 * DAY)
    assert "until before" in words(noor.post(there, said | late))
    assert [noor.post(there, said).status_code for _ in range(2)] == [302, 302]
    shown = words(noor.get(reverse("money:of_person", args=[amina.pk])))
    assert "Noor Example stopped this grant already" in shown
    assert "In all £15 " in shown and "She has work now." in shown and "Stop it" not in shown


def test_whom_another_agency_knows_has_no_grants_page_here(town: Agencies) -> None:
    amina = personas.amina(town.noor, at=now())
    award = given_by_noor(town, amina)
    pat = signed_in(town.pat)
    for name, pk in (("of_person", amina.pk), ("give", amina.pk), ("stop", award.pk)):
        assert pat.get(reverse(f"money:{name}", args=[pk])).status_code == 404


def test_a_funder_s_grant_for_people_is_spent_by_what_people_are_paid(town: Agencies) -> None:
    amina = personas.amina(town.pat, at=now())
    pat, there = signed_in(town.pat), reverse("money:add_grant")
    said = {"funder": "Lamp Trust", "pounds": "520", "pays_for": "people", "home": "all"}
    said |= day("first_day", localdate() - 28 * DAY) | day("last_day", localdate() + 336 * DAY)
    said |= hidden(pat.get(there).content.decode())
    assert [pat.post(there, said).status_code for _ in range(2)] == [302, 302]
    with as_(town.pat, at=now()):
        grant = str(Grant.objects.get().pk)
    assert "Lamp Trust" in words(pat.get(reverse("money:give", args=[amina.pk])))
    paid = twenty_a_week(fund=grant) | day("first_day", localdate() - 28 * DAY)
    assert pat.post(reverse("money:give", args=[amina.pk]), paid).status_code == 302
    shown = words(pat.get(reverse("money:grant", args=[grant])))
    assert "Spent so far £80" in shown and "Left £440" in shown
    assert "People given a grant 1" in shown and "As the funder may read it Fewer than five" in shown
    assert "it is spent by" in shown
    gone = pat.post(reverse("money:grant_out", args=[grant]))
    assert "People are paid from this grant, so it stays." in words(gone)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"pays_for": "house"}, "The house it pays for was expected here."),
        ({"pays_for": "kind"}, "The kind of room it pays for was expected here."),
        ({"pounds": "-1"}, "is not an amount"),
        ({"first_day_year": "2126"}, "A year from 1980 to 2099 was expected, not 2126."),
    ],
)
def test_a_funder_s_grant_that_makes_no_sense_is_said_at_its_field(
    town: Agencies, said: dict[str, str], told: str
) -> None:
    good = {"funder": "Lamp Trust", "pounds": "520", "pays_for": "all", "home": "all"}
    good |= day("first_day", localdate()) | day("last_day", localdate() + DAY)
    pat = signed_in(town.pat)
    assert told in words(pat.post(reverse("money:add_grant"), good | said))
    assert "No funder’s grant is written down." in words(pat.get(reverse("money:grants")))
