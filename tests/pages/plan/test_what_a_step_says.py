"""What stands on a step of the plan: how old its law is, whom to refer to and why, what would settle it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.pages.plan import saying
from recourse.records.access import actions as access
from recourse.records.access.words import Level
from recourse.records.advice import verifying
from recourse.records.directory import actions as directory
from recourse.records.people.models import Person
from tests import personas
from tests.pages.attacks import planted
from tests.pages.plan.test_the_plan import TWENTY_YEARS, learnt, plan
from tests.personas import Agencies, as_

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("ago", "is_told"), [(0, False), (89, False), (90, False), (91, True), (400, True)])
def test_law_compared_more_than_ninety_days_ago_is_told_on_its_step(ago: int, is_told: bool) -> None:
    said = saying.unchecked(TODAY - timedelta(days=ago), today=TODAY)
    assert bool(said) == is_told
    assert not is_told or "was last compared with its source on" in said


def test_law_that_nobody_compared_is_told_on_every_step() -> None:
    assert "Nobody has compared" in saying.unchecked(None, today=TODAY)
    assert verifying.compared_on("R-PL-20") is None, "The law says of itself that nobody has."


def test_a_step_is_as_old_as_the_oldest_rule_it_rests_on() -> None:
    days: list[date | None] = [TODAY, TODAY - timedelta(days=91)]
    assert verifying.oldest(days) == TODAY - timedelta(days=91)
    assert verifying.oldest([*days, None]) is None
    assert verifying.oldest([]) is None


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    amina = personas.amina(town.noor, at=now())
    learnt(amina, town, **TWENTY_YEARS)
    return amina


@pytest.fixture
def noor(town: Agencies) -> Client:
    return planted.signed_in(town.noor)


def step(client: Client, person: Person, route: str) -> str:
    steps = client.get(reverse("plan:now", args=[person.pk])).content.decode().split("<article")[1:]
    (found,) = [one for one in steps if f"?route={route}&amp;" in one]
    return found


@pytest.mark.django_db
def test_the_page_says_how_many_steps_rest_on_law_nobody_compared(noor: Client, amina: Person) -> None:
    assert "on law that was not compared with its source in the last 90 days" in plan(noor, amina)
    assert "Nobody has compared the law under this step" in step(noor, amina, "R-PL-20")


@pytest.mark.django_db
def test_legal_advice_is_named_first_then_others_each_with_why(
    noor: Client, town: Agencies, amina: Person
) -> None:
    lawyers = personas.desk("Zed Lawyers", "advice", "Zed Lawyers", "legal", "Zoe Zed", "link", at=now())
    twenty = step(noor, amina, "R-PL-20")
    law = reverse("referring:to", args=[amina.pk, lawyers.service.pk])
    rights = reverse("referring:to", args=[amina.pk, town.law.service.pk])
    assert twenty.index(law) < twenty.index(rights)
    assert "Gives legal advice. Ask whether an adviser at level 2 or above is free." in twenty
    assert "Gives advice on entitlements." in twenty
    hosting = reverse("referring:to", args=[amina.pk, town.hosting.service.pk])
    assert hosting not in twenty, "A scheme that gives beds advises nobody."


@pytest.mark.django_db
def test_a_colleague_registered_at_the_level_is_asked_first(
    noor: Client, town: Agencies, amina: Person
) -> None:
    mo = personas.colleague(town.outreach.agency, [town.outreach.service], name="Mo", role="manager")
    ada = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Ada Adviser", role="outreach"
    )
    said: dict[str, Any] = {"categories": ["immigration"], "number": "F1", "first_day": localdate()}

    def registered(level: str) -> str:
        with as_(mo, at=now()):
            access.register(ada, **said, level=level, last_day=None, by=mo, at=now())
        return step(noor, amina, "R-PL-20")

    assert "Ada Adviser" not in registered(Level.IAA_1)
    assert "Ask first: Ada Adviser, registered at this level" in registered(Level.IAA_2)


@pytest.mark.django_db
def test_a_bed_said_to_be_free_today_stands_with_the_first_step_and_an_old_word_does_not(
    noor: Client, town: Agencies, amina: Person
) -> None:
    refer = reverse("referring:to", args=[amina.pk, town.hosting.service.pk])
    assert refer not in step(noor, amina, "R-SAFE")

    def said(free: int, *, ago: timedelta) -> str:
        at = now() - ago
        with as_(town.pat, at=at):
            directory.say_capacity(town.hosting.service, free=free, unit="beds", by=town.pat, at=at)
        return step(noor, amina, "R-SAFE")

    assert refer not in said(4, ago=timedelta(days=2))
    assert refer not in said(0, ago=timedelta(0))
    assert "4 beds free" in said(4, ago=timedelta(0))
    assert refer in step(noor, amina, "R-SAFE")


@pytest.mark.django_db
def test_what_would_settle_a_step_is_asked_from_there_unless_they_would_rather_not_say(
    noor: Client, town: Agencies, amina: Person
) -> None:
    new = personas.person(town.noor, nickname="Blue Hat", at=now())
    learnt(new, town, status_code="OVERSTAYER", rough_sleeping=True, born_in_uk=True)
    page = noor.get(reverse("plan:now", args=[new.pk])).content.decode()
    asked = reverse("ask:question", args=[new.pk, "bed", "parent_status_at_birth"])
    assert f'href="{asked}?then=plan"' in page
    noor.post(f"{asked}?then=plan", {"answer": "declined", "then": "plan"})
    page = noor.get(reverse("plan:now", args=[new.pk])).content.decode()
    assert asked not in page


@pytest.mark.django_db
def test_the_dates_lead_to_a_calendar_without_her_name(noor: Client, amina: Person) -> None:
    assert f"{reverse('deadlines:all')}#calendar" in plan(noor, amina)
    assert 'id="calendar"' in noor.get(reverse("deadlines:all")).content.decode()


@pytest.mark.django_db
def test_a_second_application_is_not_lodged_while_one_waits(
    noor: Client, town: Agencies, amina: Person
) -> None:
    before = step(noor, amina, "R-PL-20")
    learnt(amina, town, pending_application=True, pending_application_lodged_on=localdate())
    after = plan(noor, amina)
    said = "a second one would take its place"
    assert said not in before
    assert said in after
    assert "Only an adviser at level 2 or above may mark it as a variation." in after
    learnt(amina, town, variation_marked_by_adviser=True)
    assert "Not as a new application: one of theirs waits." in step(noor, amina, "R-PL-20")
