"""Pat reads what another rule would have done, and chooses the floor; others read quarters alone."""

from __future__ import annotations

import csv
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.jobs import pricing
from recourse.records.directory.models import Worker
from recourse.records.prices import queries
from tests import personas
from tests.pages.seen import words
from tests.personas import Agencies, as_
from tests.records.prices import winters

QUICKLY = pricing.Effort(samples=2, practices=2, levels=(1.0,))
pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now() - timedelta(days=400))


def client_of(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def test_before_the_first_night_the_pages_say_so(town: Agencies) -> None:
    pat = client_of(town.pat)
    assert "Nothing was learned yet." in words(pat.get(reverse("fairness:rules")))
    assert "There is no week to look back on yet" in words(pat.get(reverse("fairness:week")))
    assert "No scheme has said a quarter yet." in words(pat.get(reverse("fairness:quarters")))
    assert pat.get(reverse("fairness:floor")).status_code == 404


def test_pat_reads_the_past_under_other_rules_and_keeps_another_floor(town: Agencies) -> None:
    winters.told(town, until=localdate() - timedelta(days=localdate().weekday()))
    pricing.learn_all(at=now(), effort=QUICKLY)
    pat = client_of(town.pat)
    shown = words(pat.get(reverse("fairness:rules")))
    for said in ("The same 60 people", "First come, first served", "With prices and the floor",
                 "One more bed of the kind", "Who gave up waiting is not recorded", "The floor is on.",
                 "Nobody chose otherwise"):  # fmt: skip
        assert said in shown, said
    assert "Invented" not in shown
    week = words(pat.get(reverse("fairness:week")))
    assert "Women’s" not in week and "By which homes would suit them" in week and "The week before" in week
    shares_stand_beside_their_numbers(week)
    assert pat.get(reverse("fairness:week"), {"week": "not a day"}).status_code == 200
    assert "It costs" in words(pat.get(reverse("fairness:floor")))
    assert "Choose one." in words(pat.post(reverse("fairness:floor"), {"floor": "7"}))
    assert pat.post(reverse("fairness:floor"), {"floor": "none"}).status_code == 302
    shown = words(pat.get(reverse("fairness:rules")))
    assert "The floor is off." in shown and "Chosen by Pat Pretend" in shown
    with as_(town.pat, at=now()):
        assert queries.floor_of(town.hosting.agency.pk) is None
    others_read_quarters_alone(town)


def shares_stand_beside_their_numbers(week: str) -> None:
    rows = re.findall(r"<tr><th scope=\"row\">[^<]+</th>(.*?)</tr>", week)
    told = [re.findall(r">([\d.]+)</td>", row) for row in rows]
    assert told and any(could != people for people, could, *_ in told)
    for people, could, could_of_100, placed, placed_of_100, _ in told:
        assert could_of_100 == f"{100 * int(could) / int(people):.0f}"
        assert placed_of_100 == f"{100 * int(placed) / int(people):.0f}"


def others_read_quarters_alone(town: Agencies) -> None:
    for worker in (town.noor, town.lin):
        assert "Nothing was learned yet." in words(client_of(worker).get(reverse("fairness:rules")))
        assert client_of(worker).get(reverse("fairness:floor")).status_code == 404
    cass = client_of(town.cass)
    for name in ("rules", "week", "floor"):
        assert cass.get(reverse(f"fairness:{name}")).status_code == 404
    shown = words(cass.get(reverse("fairness:quarters")))
    assert town.hosting.agency.name in shown
    told = cass.get(reverse("fairness:as_csv"))
    assert told["Content-Disposition"] == 'attachment; filename="fairness.csv"'
    lines = told.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Agency,Quarter from") and len(lines) > 5
    rows = list(csv.DictReader(lines))
    assert any(row["Waited"] not in ("hidden", "0") for row in rows)
    for row in rows:
        people, could, placed = row["Waited"], row["A bed was open to"], row["Placed"]
        shares = (row["A bed was open to, of 100"], row["Placed, of 100"])
        if people == "hidden":
            assert shares == ("hidden", "hidden")
        else:
            assert people == "0" or int(people) >= 5
            assert shares == tuple(f"{100 * int(some) / int(people):.0f}" for some in (could, placed))
