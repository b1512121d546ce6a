"""A stay is looked at after a week and then every four, made longer, ended with notice; each is kept once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from recourse.records.directory.may import MayNot
from recourse.records.ledger.models import Entry
from recourse.records.placements import actions as placements
from recourse.records.placements import queries
from recourse.records.placements.happenings import AlreadyEnded, AlreadyMarked, NoSuchDays
from recourse.records.placements.models import Mark, Stay
from tests.personas import MONDAY, TODAY, as_
from tests.records.placements.test_offering import BY_TWO, Scheme, scheme

pytestmark = pytest.mark.django_db
IN_FEBRUARY = date(2027, 2, 20)


@pytest.fixture
def larch() -> Scheme:
    return scheme()


@pytest.fixture
def stay(larch: Scheme) -> Stay:
    """Amina has lived in the free room since Monday, until about February."""
    days = {"first_day": TODAY, "expected_last_day": IN_FEBRUARY}
    with as_(larch.all.pat):
        offer = placements.offer(
            larch.beds[0], to=larch.amina, answer_by=BY_TWO, by=larch.all.pat, at=MONDAY, **days
        )
    with as_(larch.all.noor):
        placements.accept(offer, by=larch.all.noor, at=MONDAY)
    with as_(larch.all.pat):
        return Stay.objects.select_related("offer").get()


def test_it_is_looked_at_after_a_week_then_every_four_and_who_is_late_stands_first(
    larch: Scheme, stay: Stay
) -> None:
    pat = larch.all.pat
    with as_(pat):
        assert queries.to_look_at(pat, until=TODAY + timedelta(days=6)) == []
        [due] = queries.to_look_at(pat, until=TODAY + timedelta(days=40))
        assert (due.on, due.stay) == (TODAY + timedelta(days=7), stay)
    for day, then in ((9, 35), (33, 63), (63, 91)):
        on, at = TODAY + timedelta(days=day), MONDAY + timedelta(days=day)
        with as_(pat, at=at):
            placements.look(stay, on=on, words="Settling in.", plan="English class.", by=pat, at=at)
            [due] = queries.to_look_at(pat, until=TODAY + timedelta(days=400))
            assert due.on == TODAY + timedelta(days=then)
    with as_(pat):
        newest = queries.marks(stay)[0]
        assert (newest.words, newest.plan) == ("Settling in.", "English class.")
        assert Entry.objects.filter(act="placements.mark").count() == 3


def test_the_same_day_is_kept_once(larch: Scheme, stay: Stay) -> None:
    pat = larch.all.pat
    with as_(pat):
        placements.look(stay, on=TODAY, words="Well.", by=pat, at=MONDAY)
        with pytest.raises(
            AlreadyMarked, match="Pat .* kept this for that day already, at 10:00 on Mon 23 Nov"
        ):
            placements.look(stay, on=TODAY, words="Well again.", by=pat, at=MONDAY)
        with pytest.raises(NoSuchDays, match="Say what happened."):
            placements.tell_incident(stay, on=TODAY, words=" ", by=pat, at=MONDAY)
        for words in ("A window broke.", "The alarm rang."):
            placements.tell_incident(stay, on=TODAY, words=words, by=pat, at=MONDAY)
        assert [mark.kind for mark in queries.marks(stay)].count("incident") == 2


def test_a_stay_is_made_longer_with_a_reason_and_never_shorter(larch: Scheme, stay: Stay) -> None:
    pat, in_may = larch.all.pat, date(2027, 5, 1)
    with as_(pat):
        assert queries.last_day(stay) == IN_FEBRUARY
        with pytest.raises(NoSuchDays, match="20 February 2027 already"):
            placements.lengthen(stay, until=IN_FEBRUARY, reason="Waits.", by=pat, at=MONDAY)
        with pytest.raises(NoSuchDays, match="Say why"):
            placements.lengthen(stay, until=in_may, reason=" ", by=pat, at=MONDAY)
        placements.lengthen(stay, until=in_may, reason="Her appeal is in April.", by=pat, at=MONDAY)
        assert queries.last_day(stay) == in_may


def test_notice_runs_out_four_weeks_on_and_never_sooner_than_such_a_room_allows(
    larch: Scheme, stay: Stay
) -> None:
    pat = larch.all.pat
    given = {"reaches_them": TODAY, "reason": "The house goes back.", "by": pat, "at": MONDAY}
    with as_(pat):
        with pytest.raises(NoSuchDays, match="21 days or more"):
            placements.give_notice(stay, days=20, **given)
        with pytest.raises(NoSuchDays, match="28 days or more"):
            placements.give_notice(stay, days=27, council_pays=True, **given)
        assert placements.give_notice(stay, days=28, **given).until == date(2026, 12, 21)


def test_a_room_that_a_council_pays_for_wants_four_weeks_though_its_resident_pays_nothing(
    larch: Scheme, stay: Stay
) -> None:
    pat = larch.all.pat
    given = {"reaches_them": TODAY, "reason": "The house goes back.", "by": pat, "at": MONDAY}
    with as_(pat):
        stay.bedspace.kind = "council"
        with pytest.raises(NoSuchDays, match="28 days or more"):
            placements.give_notice(stay, days=21, **given)


def test_a_day_before_the_stay_one_that_has_not_come_and_an_ended_stay_are_refused(
    larch: Scheme, stay: Stay
) -> None:
    pat = larch.all.pat
    with as_(pat):
        with pytest.raises(NoSuchDays, match="moved in on 23 November 2026"):
            placements.look(stay, on=TODAY - timedelta(days=1), words="x", by=pat, at=MONDAY)
        with pytest.raises(NoSuchDays, match="not come yet"):
            placements.look(stay, on=TODAY + timedelta(days=1), words="x", by=pat, at=MONDAY)
        placements.end(stay, on=TODAY, kind="planned", moved_to="friends", by=pat, at=MONDAY)
        with pytest.raises(AlreadyEnded, match="ended on 23 November 2026"):
            placements.look(stay, on=TODAY, words="x", by=pat, at=MONDAY)
        assert queries.to_look_at(pat, until=TODAY + timedelta(days=400)) == []


def test_only_the_scheme_keeps_it_the_person_s_own_agency_reads_it_and_nobody_alters_it(
    larch: Scheme, stay: Stay
) -> None:
    pat, noor, sam = larch.all.pat, larch.all.noor, larch.all.sam
    with as_(noor), pytest.raises(MayNot):
        placements.look(stay, on=TODAY, words="Seen.", by=noor, at=MONDAY)
    with as_(pat):
        placements.look(stay, on=TODAY, words="Settling in.", by=pat, at=MONDAY)
    with as_(noor):
        assert [mark.words for mark in queries.marks(stay)] == ["Settling in."]
        assert Mark.objects.update(kind="incident") == 0
        assert Mark.objects.all().delete()[0] == 0
    with as_(sam):
        assert not Mark.objects.exists()


def test_the_database_keeps_a_mark_to_its_stay(larch: Scheme, stay: Stay) -> None:
    pat = larch.all.pat
    with as_(pat), pytest.raises(DatabaseError), transaction.atomic():
        Mark.objects.create(
            stay=stay,
            person=larch.amina,
            agency=larch.all.outreach.agency,
            kind="looked",
            on_day=TODAY,
            words="Not theirs.",
            made_by=pat,
            made_at=MONDAY,
        )
