"""When the law changes a commissioner sees which rules and how many cases, a worker whom of theirs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.jobs import touching as job
from recourse.reasoning import rulebook
from recourse.reasoning.comparing import changes
from recourse.records.directory import figures
from recourse.records.directory.models import Figure, Worker
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas
from tests.personas import as_

pytestmark = pytest.mark.django_db
SUPPORT = date(2026, 6, 2)


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> personas.Agencies:
    """The agencies, in a year in which the last change of the law was that of asylum support."""
    monkeypatch.setattr(changes, "last_and_next", lambda book, today: (SUPPORT, None))
    return personas.agencies()


def waiting_for_asylum(by: Worker, nickname: str, **more: Any) -> Person:
    """Somebody destitute who waits for an asylum decision, led by this worker."""
    person = personas.person(by, at=now(), nickname=nickname)
    known = {"status_code": "ASYLUM_SEEKER", "destitute": True, "adult": True} | more
    with as_(by, at=now()):
        for name, value in known.items():
            field = rulebook.england().facts[name].share_as
            people.learn(person, name=name, value=value, why_not_known="", field=field, by=by, at=now())
    return person


def shown(worker: Worker, name: str, **asked: str) -> str:
    client = Client()
    client.force_login(worker)
    return client.get(reverse(name), asked).content.decode()


def test_a_worker_sees_whom_of_theirs_the_change_touches_what_was_answered_and_what_now(
    town: personas.Agencies,
) -> None:
    waiting_for_asylum(town.noor, "Green Scarf")
    personas.person(town.noor, at=now(), nickname="Blue Hat")
    words = shown(town.noor, "changes:mine")
    assert "The law changed on 2 June 2026 for one person you work with" in words
    assert "Green Scarf" in words and "Blue Hat" not in words
    assert "Now: <b>discretionary</b>" in words and "<h4>Before: eligible</h4>" in words
    assert "Since 2 June 2026 the Home Office may support them" in words


def test_what_changes_for_several_is_said_once_with_all_of_them_under_it(town: personas.Agencies) -> None:
    for nickname in ("Green Scarf", "Grey Scarf", "Red Scarf"):
        waiting_for_asylum(town.noor, nickname)
    words = shown(town.noor, "changes:mine")
    assert words.count("Now: <b>discretionary</b>") == words.count("<h3>Asylum support")
    assert words.count("Which rule<") < 3 * words.count("<h3>Asylum support")
    assert all(f"<bdi>{name}</bdi></a>" in words for name in ("Green Scarf", "Grey Scarf", "Red Scarf"))


def test_another_agency_s_worker_sees_nobody_of_it(town: personas.Agencies) -> None:
    waiting_for_asylum(town.noor, "Green Scarf")
    words = shown(town.sam, "changes:mine")
    assert "for nobody you work with" in words and "Green Scarf" not in words


def test_a_commissioner_sees_the_rules_and_fewer_than_five_and_nobody(town: personas.Agencies) -> None:
    for number in range(2):
        waiting_for_asylum(town.noor, f"Scarf {number}")
    assert "not counted yet" in shown(town.cass, "changes:all")
    job.count_all(at=now())
    words = shown(town.cass, "changes:all")
    assert "Open cases touched: <b>fewer than five</b>" in words
    assert "Since 2 June 2026 the Home Office may support them" in words and "Scarf" not in words


def test_six_touched_cases_are_six_and_those_of_two_agencies_are_at_least_seven(
    town: personas.Agencies,
) -> None:
    for number in range(6):
        waiting_for_asylum(town.noor, f"Scarf {number}")
    job.count_all(at=now())
    assert "Open cases touched: <b>6</b>" in shown(town.cass, "changes:all")
    waiting_for_asylum(town.sam, "Coat")
    job.count_all(at=now())
    assert "Open cases touched: <b>at least 7</b>" in shown(town.cass, "changes:all")


def test_counting_twice_as_of_one_moment_changes_nothing(town: personas.Agencies) -> None:
    waiting_for_asylum(town.noor, "Green Scarf")
    at = now()
    job.count_all(at=at)
    before = list(Figure.objects.order_by("pk").values()), Entry.objects.count()
    job.count_all(at=at)
    assert (list(Figure.objects.order_by("pk").values()), Entry.objects.count()) == before


def test_what_is_counted_for_the_law_stands_on_no_page_of_months(town: personas.Agencies) -> None:
    job.count_all(at=now())
    assert "No agency has said its numbers yet." in shown(town.cass, "numbers:all")


def test_only_what_somebody_counts_can_be_said(town: personas.Agencies) -> None:
    with pytest.raises(figures.NoSuchFigure):
        figures.say(town.outreach.agency, month=SUPPORT, counts={"made up": 9}, by=None, at=now())


def test_workers_and_commissioners_each_have_their_own_page(town: personas.Agencies) -> None:
    assert "2 June 2026" not in shown(town.cass, "changes:mine")
    assert "2 June 2026" not in shown(town.noor, "changes:all")


def test_between_two_days_chosen_the_rules_are_named(town: personas.Agencies) -> None:
    words = shown(town.cass, "changes:all", before="2026-03-31", after="2026-04-01")
    assert "minimum wage 21" in words


@pytest.mark.parametrize(
    ("before", "said"), [("1900-01-01", "What is recorded begins on"), ("soon", "Give two days that exist")]
)
def test_a_day_without_law_or_none_at_all_is_refused_in_words(
    town: personas.Agencies, before: str, said: str
) -> None:
    assert said in shown(town.cass, "changes:all", before=before, after="2026-04-01")


def test_my_work_leads_there_while_a_change_is_near(
    town: personas.Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reverse("changes:mine") not in shown(town.noor, "work:mine") or (localdate() - SUPPORT).days <= 90
    monkeypatch.setattr(changes, "last_and_next", lambda book, today: (today, None))
    assert reverse("changes:mine") in shown(town.noor, "work:mine")


def test_the_law_as_it_is_has_a_last_change() -> None:
    last, _ = changes.last_and_next(rulebook.england(), date(2026, 11, 22))
    assert last is not None and changes.between(rulebook.england(), date(2026, 1, 1), last)
