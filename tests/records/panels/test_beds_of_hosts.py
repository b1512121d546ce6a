"""The plan gives nobody's first two stays with hosts to a host who is new to it, and says why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from recourse.records.homes.models import Bedspace
from recourse.records.hosting import actions as hosting
from recourse.records.hosting.models import Host
from recourse.records.panels import actions as panels
from recourse.records.panels import queries
from recourse.records.panels.happenings import CannotBe
from recourse.records.placements import actions as placements
from tests.personas import MONDAY, TODAY, as_
from tests.records.hosting.town import approved, bed_of, stays
from tests.records.panels import prepared
from tests.records.panels.prepared import TERMS, Scheme

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "Their first two stays with hosts are with an experienced host, and this host is not one yet."


@pytest.fixture
def lamp() -> Scheme:
    return prepared.scheme(how_many=1)


@pytest.fixture
def olive(lamp: Scheme) -> Host:
    """Approved, but new to it; somebody said no to every other house, so only her bed is left."""
    for home in lamp.homes.values():
        with as_(lamp.pat):
            panels.say_no(lamp.people["Amina"], home=home, why="The lift is broken.", by=lamp.pat, at=MONDAY)
    return approved(lamp.town, on=TODAY, at=MONDAY, is_step_free=True)


def bed(lamp: Scheme, host: Host) -> Bedspace:
    with as_(lamp.pat):
        return bed_of(host)


def planned(lamp: Scheme, *, days: int = 0) -> list[Any]:
    with as_(lamp.pat, at=MONDAY + days * DAY):
        found = queries.weigh(lamp.pat, on=TODAY + days * DAY, also=[lamp.people["Amina"]])
    assert found.plan is not None
    return [(offer.need, offer.place) for offer in found.plan.offers]


def test_a_new_hosts_bed_is_not_planned_shown_pinned_or_decided_for_who_never_stayed_with_one(
    lamp: Scheme, olive: Host
) -> None:
    amina, hers = lamp.people["Amina"], bed(lamp, olive)
    assert planned(lamp) == []
    with as_(lamp.pat):
        weighed = queries.weigh(lamp.pat, on=TODAY)
        [out] = weighed.left_out(bed=hers.pk, person=amina.pk)
        assert (out.rules, out.why) == (("key_host",), (WHY,))
        [waits] = weighed.unplaced()
        assert "the first stays with an experienced host" in {stop.words for stop in waits.stops}
        shown = queries.for_bed(weighed, hers.pk)
        assert shown.rows == ()
        with pytest.raises(CannotBe, match="experienced host"):
            panels.pin(amina, bed=hers, why="It is near.", by=lamp.pat, at=MONDAY)
        assert not queries.for_person(weighed, amina.pk).rows


def test_the_same_bed_is_planned_once_olive_is_experienced_and_once_amina_stayed_with_two_hosts(
    lamp: Scheme, olive: Host
) -> None:
    amina, hers = lamp.people["Amina"], bed(lamp, olive)
    key = approved(lamp.town, on=TODAY, at=MONDAY, is_key=True, is_step_free=True)
    assert planned(lamp) == [(str(amina.pk), str(bed(lamp, key).pk))]
    for number in range(2):
        on, at = TODAY + number * DAY, MONDAY + number * DAY
        stay = stays(lamp.town, key, amina, first_day=on, at=at)
        with as_(lamp.pat, at=at):
            placements.end(stay, on=on + DAY, kind="planned", moved_to="friends", by=lamp.pat, at=at)
    with as_(lamp.pat, at=MONDAY + 2 * DAY):
        weighed = queries.weigh(lamp.pat, on=TODAY + 2 * DAY, also=[amina])
        assert weighed.left_out(bed=hers.pk, person=amina.pk) == []


def test_who_is_named_experienced_is_planned_for_at_once(lamp: Scheme, olive: Host) -> None:
    amina, hers = lamp.people["Amina"], bed(lamp, olive)
    with as_(lamp.pat):
        hosting.name_key_host(olive, words="Two guests of another scheme.", on=TODAY, by=lamp.pat, at=MONDAY)
        assert planned(lamp) == [(str(amina.pk), str(hers.pk))]
        seen = queries.for_bed(queries.weigh(lamp.pat, on=TODAY), hers.pk).sign
        said: dict[str, Any] = {"among_beds": False, "on": TODAY, "seen": seen, "reason": "It is near."}
        made = panels.decide(hers, to=amina, **said, by=lamp.pat, at=MONDAY, **TERMS)
    assert made.offer.bedspace_id == hers.pk
