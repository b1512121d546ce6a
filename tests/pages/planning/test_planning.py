"""Pat asks how many beds her scheme wants, and what shorter stays would do instead."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests import personas
from tests.pages.seen import words
from tests.personas import Agencies

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
