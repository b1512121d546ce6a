"""The reader on the device answers what the reference answers, and says what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.browser import vectors
from recourse.reasoning.browser.nodes import day
from tests.reasoning import crowd
from tests.reasoning.browser.chromium import Device, device

pytestmark = pytest.mark.browser
ENGLAND = rulebook.england()
WRITER = vectors.Writer(ENGLAND)
BATCH = 100


@pytest.fixture(scope="module")
def phone() -> Iterator[Device]:
    with device(ENGLAND) as on_device:
        yield on_device


def differences(phone: Device, *, count: int, seed: int, whole: bool) -> list[tuple[Any, ...]]:
    """Everything that is answered otherwise on the device: whose, what, as it should be, as it is."""
    everybody = list(crowd.people(ENGLAND, count=count, seed=seed))
    wrong = []
    for start in range(0, count, BATCH):
        people = everybody[start : start + BATCH]
        asked = [
            {"facts": WRITER.person(one.facts), "day": day(one.as_at), "isWhole": whole} for one in people
        ]
        for one, told in zip(people, phone.call("answers", asked), strict=True):
            wanted = WRITER.answers(one.facts, as_at=one.as_at, whole=whole)
            got = WRITER.read(told)
            wrong += [
                (one.id, part, key, wanted[part].get(key), got[part].get(key))
                for part in wanted
                for key in {*wanted[part], *got[part]}
                if wanted[part].get(key) != got[part].get(key)
            ]
    return wrong


def test_everybody_in_a_crowd_is_answered_the_same_on_the_device(phone: Device) -> None:
    assert differences(phone, count=240, seed=71, whole=False)[:5] == []


def test_what_is_said_and_what_it_rests_on_is_the_same_on_the_device(phone: Device) -> None:
    assert differences(phone, count=60, seed=72, whole=True)[:5] == []


def test_days_are_counted_the_same_on_the_device(phone: Device) -> None:
    told = list(vectors.days(ENGLAND.calendar.holidays))
    assert len(told) > 10_000
    assert phone.call("wrongDays", told)[:5] == []
