"""A commissioner sees numbers and nobody's page; one to four are never said."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.jobs import figures as counting
from recourse.pages.numbers import table
from recourse.records.directory import figures
from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Figure
from tests import personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def shown(worker: object) -> str:
    client = Client()
    client.force_login(worker)
    return client.get(reverse("numbers:all")).content.decode()


def test_before_the_first_night_nothing_is_said(town: personas.Agencies) -> None:
    assert "No agency has said its numbers yet." in shown(town.cass)


def test_six_people_are_counted_and_two_are_fewer_than_five(town: personas.Agencies) -> None:
    for number in range(6):
        personas.person(town.noor, at=now(), nickname=f"Hat {number}")
    for number in range(2):
        personas.person(town.sam, at=now(), nickname=f"Coat {number}")
    counting.say_all(at=now(), months=1)
    counting.say_all(at=now(), months=1)
    words = shown(town.cass)
    assert ">at least 7<" in words
    assert ">6<" in words and ">fewer than five<" in words and ">2<" not in words
    assert "Hat" not in words


def test_the_database_keeps_no_count_from_one_to_four(town: personas.Agencies) -> None:
    agency, month = town.outreach.agency, localdate().replace(day=1)
    with acting_for(agency, at=now()), pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(agency=agency, month=month, name="people_added", count=3, said_at=now())


def test_an_agency_says_only_its_own_numbers(town: personas.Agencies) -> None:
    month = localdate().replace(day=1)
    with acting_for(town.law.agency, at=now()), pytest.raises(Exception, match="row-level security"):
        figures.say(town.outreach.agency, month=month, counts={"people_added": 9}, by=None, at=now())


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([], "not said"),
        ([0, 0], "0"),
        ([6, 5], "11"),
        ([None], "fewer than five"),
        ([None, 0], "fewer than five"),
        ([None, 6], "at least 7"),
        ([None, None], "at least 2"),
    ],
)
def test_a_sum_never_claims_more_than_was_said(counts: list[int | None], words: str) -> None:
    assert table.together(counts).words == words
