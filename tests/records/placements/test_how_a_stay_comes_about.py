"""They meet, sign, and move in; who pays is said with its day, and nobody takes rent unlooked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from recourse.reasoning.agreements import Funding
from recourse.reasoning.rulebook import england
from recourse.records.ledger.models import Entry
from recourse.records.placements import actions as placements
from recourse.records.placements import queries
from recourse.records.placements.happenings import AlreadyEnded, AlreadyMarked, NoSuchDays
from recourse.records.placements.models import Stay
from tests.personas import MONDAY, TODAY, as_
from tests.records.placements.test_offering import Scheme
from tests.records.placements.test_the_course_of_a_stay import larch, stay

__all__ = ["larch", "stay"]
pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def test_a_meeting_is_arranged_ahead_held_and_a_paper_signed_each_once(larch: Scheme, stay: Stay) -> None:
    pat = larch.all.pat
    with as_(pat):
        placements.arrange(stay, on=TOMORROW, words="At the day centre, with Noor.", by=pat, at=MONDAY)
        with pytest.raises(NoSuchDays, match="has not come yet"):
            placements.meet(stay, on=TOMORROW, went="well", by=pat, at=MONDAY)
        with pytest.raises(NoSuchDays, match="how the meeting went"):
            placements.meet(stay, on=TODAY, went="fine", by=pat, at=MONDAY)
        with pytest.raises(NoSuchDays, match="bed was offered on 23 November 2026"):
            placements.meet(stay, on=date(2026, 11, 22), went="well", by=pat, at=MONDAY)
        placements.meet(stay, on=TODAY, went="well", by=pat, at=MONDAY)
        signed = {"paper": "licence_and_rules", "signed_by": "Pat and Amina", "by": pat, "at": MONDAY}
        placements.agree(stay, on=TODAY, **signed)
        with pytest.raises(AlreadyMarked):
            placements.agree(stay, on=TODAY, **signed)
        kept = {mark.kind: mark.chosen for mark in queries.marks(stay)}
    assert kept == {
        "arranged": "",
        "met": "They want to go on",
        "agreed": "A licence and the house rules",
    }


def test_a_room_that_turns_from_free_to_paid_asks_for_the_right_to_rent_at_once(
    larch: Scheme, stay: Stay
) -> None:
    pat = larch.all.pat
    with as_(pat):
        assert queries.paid(stay, on=TODAY).who is Funding.FREE
        assert queries.unchecked(pat, on=TODAY) == []
        assert queries.check(stay, {}, on=TODAY, book=england()).is_due is False
        placements.say_who_pays(stay, who="paying", pence=6_000, from_day=TOMORROW, by=pat, at=MONDAY)
        assert queries.paid(stay, on=TODAY).who is Funding.FREE
        assert queries.paid(stay, on=TOMORROW).pence == 6_000
        [raised] = queries.unchecked(pat, on=TODAY)
        assert (raised.stay, raised.since) == (stay, TOMORROW)
        told = queries.check(stay, {"age": 30, "self_contained": True}, on=TODAY, book=england())
        assert told.is_due is not False
        hostel = {"age": 30, "self_contained": False, "shared_cooking_or_board": True}
        assert queries.check(stay, hostel, on=TODAY, book=england()).is_due is False


def test_what_was_found_settles_it_until_its_day_and_what_could_not_be_shown_never(
    larch: Scheme, stay: Stay
) -> None:
    pat, in_a_month = larch.all.pat, TODAY + timedelta(days=30)
    with as_(pat):
        placements.say_who_pays(stay, who="paying", pence=6_000, from_day=TODAY, by=pat, at=MONDAY)
        looked = {"on": TODAY, "words": "Share code.", "by": pat, "at": MONDAY}
        with pytest.raises(NoSuchDays, match="Give the day until which"):
            placements.look_at_right_to_rent(stay, found="has_it_until", **looked)
        placements.look_at_right_to_rent(stay, found="has_it_until", until=in_a_month, **looked)
        assert queries.unchecked(pat, on=in_a_month) == []
        [again] = queries.unchecked(pat, on=in_a_month + timedelta(days=1))
        assert again.ran_out == in_a_month
    tomorrow = MONDAY + timedelta(days=1)
    with as_(pat, at=tomorrow):
        later = {"on": TOMORROW, "words": "No answer.", "by": pat, "at": tomorrow}
        placements.look_at_right_to_rent(stay, found="not_shown", **later)
        assert len(queries.unchecked(pat, on=TOMORROW)) == 1
        said = [entry.detail for entry in Entry.objects.filter(act="placements.mark")]
    assert not any("until" in one or "not_shown" in str(one) for one in said), "the ledger tells no status"


def test_a_bed_turned_into_a_paying_one_raises_it_for_who_lives_there(larch: Scheme, stay: Stay) -> None:
    pat = larch.all.pat
    with as_(pat):
        bed = larch.beds[0]
        bed.kind = "rent_paying"
        bed.save()
        assert [one.stay for one in queries.unchecked(pat, on=TODAY)] == [stay]
        placements.say_who_pays(stay, who="free", from_day=TODAY, by=pat, at=MONDAY)
        assert queries.unchecked(pat, on=TODAY) == []


def test_money_that_makes_no_sense_is_refused(larch: Scheme, stay: Stay) -> None:
    pat = larch.all.pat
    said = {"from_day": TODAY, "by": pat, "at": MONDAY}
    with as_(pat):
        for who, pence, told in (
            ("free", 100, "free room costs nothing"),
            ("paying", 0, "Say what is paid"),
            ("paying", -1, "nothing or more"),
            ("somebody", 5, "Say who pays"),
        ):
            with pytest.raises(NoSuchDays, match=told):
                placements.say_who_pays(stay, who=who, pence=pence, **said)


def test_the_move_on_plan_says_where_and_by_when_and_the_newest_counts(larch: Scheme, stay: Stay) -> None:
    pat = larch.all.pat
    with as_(pat):
        assert queries.plan_of(stay) is None
        plan = {"to": "own_tenancy", "steps": "Deposit.", "by": pat}
        with pytest.raises(NoSuchDays, match="comes before the plan"):
            placements.plan_move_on(stay, until=TODAY - timedelta(days=1), on=TODAY, at=MONDAY, **plan)
        placements.plan_move_on(stay, until=date(2027, 2, 1), on=TODAY, at=MONDAY, **plan)
    later = MONDAY + timedelta(days=9)
    with as_(pat, at=later):
        again = plan | {"to": "friends", "until": date(2027, 1, 4), "on": later.date(), "at": later}
        placements.plan_move_on(stay, **again)
        newest = queries.plan_of(stay)
        assert newest is not None and (newest.chosen, newest.until) == (
            "Friends or family",
            date(2027, 1, 4),
        )


def test_an_early_end_says_why_and_nothing_is_kept_after_it(larch: Scheme, stay: Stay) -> None:
    pat = larch.all.pat
    with as_(pat):
        left = {"on": TODAY, "kind": "early_by_owner", "moved_to": "friends", "by": pat, "at": MONDAY}
        with pytest.raises(NoSuchDays, match="why it ended early"):
            placements.end(stay, **left)
        placements.end(stay, reason="The owner sells.", **left)
        with pytest.raises(AlreadyEnded):
            placements.meet(stay, on=TODAY, went="well", by=pat, at=MONDAY)
