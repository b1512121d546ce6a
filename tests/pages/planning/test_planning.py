"""Pat asks how many beds her scheme wants, and what shorter stays would do instead."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace
from recourse.records.placements import actions as placements
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
FIGURES = {"people": "110", "waits": "40", "stays": "120", "beds": "20", "wanted": "90"}


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


def asked(worker: object, **figures: str) -> str:
    client = Client()
    client.force_login(worker)  # type: ignore[arg-type]
    return words(client.get(reverse("planning:beds"), figures))


def answer(shown: str) -> str:
    return shown.partition('<section class="rc-card">')[2].partition("<form")[0]


def test_pat_is_told_the_beds_their_interval_and_the_stay_that_would_do_the_same(town: Agencies) -> None:
    shown = asked(town.pat, **FIGURES)
    assert "beds would house 90 of 100" in shown
    assert "in nine of ten" in shown and "400 years simulated" in shown
    assert "would do the same" in shown
    assert answer(shown) == answer(asked(town.pat, **FIGURES))


def test_the_plot_stands_beside_its_table_with_the_same_numbers(town: Agencies) -> None:
    shown = asked(town.pat, **FIGURES)
    assert shown.count('<svg class="rc-plot ') == 2
    assert "The same numbers stand in the table below." in shown
    assert "120 days" in shown and '<th scope="row">120</th>' in shown
    assert "Told three ways" in shown


def test_before_she_gives_figures_nothing_is_claimed(town: Agencies) -> None:
    shown = asked(town.pat)
    assert "of 100" not in shown
    assert "How many people ask for a bed in a year?" in shown


def test_a_figure_that_is_missing_or_cannot_be_is_asked_for_in_words(town: Agencies) -> None:
    shown = asked(town.pat, **(FIGURES | {"stays": "", "wanted": "100"}))
    assert "Error: How many beds" in shown
    assert "Give how many days a stay is." in shown
    assert "Give a number from 1 to 99." in shown
    assert "of 100" not in shown


def test_only_whoever_manages_the_scheme_plans_it(town: Agencies) -> None:
    client = Client()
    client.force_login(town.noor)  # type: ignore[arg-type]
    assert client.get(reverse("planning:beds")).status_code == 404


def two_guests_lived_at_larch_house(town: Agencies, begun: datetime) -> None:
    with as_(town.pat, at=begun):
        homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane",
            rooms=[("Room 1", 2, "free")],
            first_day=localdate(begun),
            by=town.pat,
            at=begun,
        )
        beds = list(Bedspace.objects.select_related("room__home").order_by("name"))
    for number, bed in enumerate(beds):
        at = begun + timedelta(days=1)
        soon = at + timedelta(seconds=1)
        someone = personas.person(town.pat, nickname=f"Guest {number}", at=at)
        with as_(town.pat, at=at):
            offer = placements.offer(
                bed,
                to=someone,
                answer_by=soon,
                first_day=localdate(soon),
                expected_last_day=localdate(at) + timedelta(days=60),
                by=town.pat,
                at=at,
            )
            stay = placements.accept(offer, by=town.pat, at=at)
            gone = localdate(at) + timedelta(days=40)
            placements.end(stay, on=gone, kind="planned", moved_to="friends", by=town.pat, at=at)


def amina_is_referred_and_lost(town: Agencies, begun: datetime) -> None:
    amina = personas.amina(town.noor, at=begun)
    personas.agree(amina, to=town.hosting.service, by=town.noor, days=200, at=begun)
    with as_(town.noor, at=begun):
        sent = referrals.send(
            amina, to=town.hosting.service, why="Cold.", asks="A bed.", by=town.noor, at=begun
        )
    with as_(town.pat, at=begun + timedelta(days=2)):
        later: dict[str, Any] = {"by": town.pat, "at": begun + timedelta(days=2)}
        referrals.accept(sent, **later)
        later["at"] = begun + timedelta(days=12)
        referrals.close(sent, disposition="lost_contact", **later)


def test_her_own_past_year_is_played_again_and_says_who_is_not_recorded(town: Agencies) -> None:
    begun = now() - timedelta(days=101)
    two_guests_lived_at_larch_house(town, begun)
    shown = asked(town.pat)
    assert "<b>2</b> people came, <b>2</b> beds, <b>2</b> stays ended, of 40 days on average" in shown
    assert "It cannot be played again: Nobody gave up waiting in these days." in shown
    assert "Who gave up waiting is not recorded: give the days yourself." in shown
    assert 'name="stays" value="40"' in shown and 'name="people" value="7"' in shown
    amina_is_referred_and_lost(town, begun)
    shown = asked(town.pat)
    assert "1 referral closed without a bed stands for it" in shown
    assert "Played again" in shown and '<td class="rc-number">2</td>' in shown
