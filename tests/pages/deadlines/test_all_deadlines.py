"""One page of everybody's deadlines, and a calendar that hears days and references and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.pages.deadlines import calendar
from recourse.records.access import actions as access
from recourse.records.access.models import CalendarFeed
from recourse.records.directory.models import Worker
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def learn(person: Person, by: Worker, **facts: Any) -> Person:
    with personas.as_(by, at=now()):
        for name, value in facts.items():
            people.learn(person, name=name, value=value, field="status", by=by, at=now())
    return person


def refused(by: Worker, *, sent: date, name: str = "Amina Invented") -> Person:
    """Somebody whose claim was refused by a letter of that day."""
    person = personas.person(by, at=now() - timedelta(days=2), name=name)
    return learn(person, by, last_decision_kind="refusal_protection", last_decision_sent_on=sent.isoformat())


def page(worker: Worker) -> str:
    client = Client()
    client.force_login(worker)
    return client.get(reverse("deadlines:all")).content.decode()


def feed(secret: str, **asked: Any) -> Any:
    return Client(**asked).get(reverse("deadlines:calendar", args=[secret]))


def open_feed(worker: Worker) -> str:
    with personas.as_(worker, at=now()):
        return access.open_feed(by=worker, at=now())


def test_an_appeal_stands_with_its_day_what_it_protects_and_how_it_is_counted(
    town: personas.Agencies,
) -> None:
    sent = localdate() - timedelta(days=7)
    person = refused(town.noor, sent=sent)
    words = page(town.noor)
    assert "Amina Invented" in words and person.reference in words
    assert "Tribunal appeal:" in words and "It protects their permission" in words
    assert f"The decision was sent on {sent:%A} {sent.day} {sent:%B %Y}." in words


def test_somebody_else_s_people_are_not_on_my_page(town: personas.Agencies) -> None:
    refused(town.noor, sent=localdate() - timedelta(days=7))
    assert "Amina Invented" not in page(town.sam)
    assert "You lead nobody yet" in page(town.sam)


def test_what_is_near_stands_before_what_is_far_and_what_was_missed_stands_last(
    town: personas.Agencies,
) -> None:
    refused(town.noor, sent=localdate() - timedelta(days=60), name="Missed Invented")
    refused(town.noor, sent=localdate(), name="Later Invented")
    refused(town.noor, sent=localdate() - timedelta(days=11), name="Near Invented")
    words = page(town.noor)
    assert words.index("Near Invented") < words.index("Later Invented") < words.index("Missed Invented")
    assert words.index("Missed: act now all the same") < words.rindex("Lodge the appeal now all the same, w")


def test_days_that_cannot_both_be_right_are_named_and_no_deadline_is_given(town: personas.Agencies) -> None:
    person = refused(town.noor, sent=localdate() - timedelta(days=7))
    learn(person, town.noor, asylum_claim_date=localdate().isoformat())
    words = page(town.noor)
    assert "Two days cannot both be right" in words and "Tribunal appeal:" not in words


def test_an_address_is_shown_once_and_kept_as_a_hash(town: personas.Agencies) -> None:
    client = Client()
    client.force_login(town.noor)
    words = client.post(reverse("deadlines:open")).content.decode()
    secret = words.split("/calendar/")[1].split(".ics")[0]
    assert len(secret) >= 43 and feed(secret).status_code == 200
    kept = CalendarFeed.objects.get(worker=town.noor)
    assert secret not in (kept.key_hash, str(kept.pk)) and len(kept.key_hash) == 64
    assert secret not in page(town.noor), "It is not shown again."


def test_the_calendar_hears_a_reference_and_a_day_and_neither_name_nor_matter(
    town: personas.Agencies,
) -> None:
    person = refused(town.noor, sent=localdate() - timedelta(days=7))
    answer = feed(open_feed(town.noor))
    words = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"].startswith("text/calendar")
    assert f"SUMMARY:{person.reference}: last day" in words
    for secret in ("Amina", "Invented", "ppeal", "ribunal", "asylum", str(person.pk)):
        assert secret not in words
    assert "no-store" in answer["Cache-Control"]


def test_the_same_day_keeps_its_name_from_one_reading_to_the_next(town: personas.Agencies) -> None:
    refused(town.noor, sent=localdate() - timedelta(days=7))
    secret = open_feed(town.noor)
    names = [
        [line for line in feed(secret).content.decode().split("\r\n") if line.startswith("UID")]
        for _ in range(2)
    ]
    assert names[0] == names[1] != []


def test_days_that_are_over_are_not_in_the_calendar(town: personas.Agencies) -> None:
    refused(town.noor, sent=localdate() - timedelta(days=60))
    assert b"BEGIN:VEVENT" not in feed(open_feed(town.noor)).content


def test_an_address_made_anew_ends_the_one_before(town: personas.Agencies) -> None:
    before, after = open_feed(town.noor), open_feed(town.noor)
    assert feed(before).status_code == 404 and feed(after).status_code == 200


def test_an_ended_address_is_not_there(town: personas.Agencies) -> None:
    secret = open_feed(town.noor)
    client = Client()
    client.force_login(town.noor)
    client.post(reverse("deadlines:end"))
    assert feed(secret).status_code == 404
    with personas.as_(town.noor, at=now()):
        acts = set(Entry.objects.filter(by=town.noor.pk).values_list("act", flat=True))
    assert {"access.open_feed", "access.close_feed"} <= acts


def test_whoever_leaves_takes_no_calendar_with_them(town: personas.Agencies) -> None:
    secret = open_feed(town.noor)
    Worker.objects.filter(pk=town.noor.pk).update(is_active=False)
    assert feed(secret).status_code == 404


def test_a_guess_is_answered_as_if_nothing_were_there_and_guessing_is_slowed(town: personas.Agencies) -> None:
    secret = open_feed(town.noor)
    for number in range(5):
        assert feed(f"guess-{number}", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert feed(secret, REMOTE_ADDR="192.0.2.7").status_code == 404, "That address has to wait."
    assert feed(secret, REMOTE_ADDR="192.0.2.8").status_code == 200


def test_a_calendar_that_still_asks_for_an_ended_address_slows_nobody(town: personas.Agencies) -> None:
    ended, secret = open_feed(town.noor), open_feed(town.noor)
    for _ in range(8):
        assert feed(ended, REMOTE_ADDR="192.0.2.9").status_code == 404
    assert feed(secret, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_the_calendar_cannot_be_written_to(town: personas.Agencies) -> None:
    assert Client().post(reverse("deadlines:calendar", args=[open_feed(town.noor)])).status_code == 405


def test_a_commissioner_has_no_deadlines_page(town: personas.Agencies) -> None:
    client = Client()
    client.force_login(town.cass)
    assert client.get(reverse("deadlines:all")).status_code == 404


def test_the_words_said_to_a_calendar_are_these_three() -> None:
    assert set(calendar.SAID.values()) == {"last day", "first day", "reminder"}


def test_each_reading_of_a_calendar_is_in_the_ledger_with_whose_it_was_and_nobody_as_its_reader(
    town: personas.Agencies,
) -> None:
    secret = open_feed(town.noor)
    feed(secret)
    feed(secret)
    feed("not-this-one")
    with personas.as_(town.noor, at=now()):
        read = list(Entry.objects.filter(act="access.read_feed"))
    assert [(one.by, one.about) for one in read] == [(None, town.noor.pk)] * 2
    assert all(not one.detail for one in read)
