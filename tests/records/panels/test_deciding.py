"""A bed comes free: five people with what each choice costs; a word changes the plan; a decision stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from recourse.records.directory.may import MayNot
from recourse.records.homes import actions as homes
from recourse.records.ledger.models import Entry
from recourse.records.panels import actions as panels
from recourse.records.panels import queries
from recourse.records.panels.happenings import AlreadySaid, AlreadySits, CannotBe, Changed, NoReason, NotShown
from recourse.records.panels.models import Choice, Decision, Word
from recourse.records.people import actions as people
from recourse.records.people.models import Share
from recourse.records.placements.happenings import BedTaken, PersonHasBed
from recourse.records.placements.models import Offer
from tests.personas import MONDAY, TODAY, as_
from tests.records.panels import prepared
from tests.records.panels.prepared import TERMS, Scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp() -> Scheme:
    return prepared.scheme()


def shown(lamp: Scheme, bed: str) -> queries.Shown:
    with as_(lamp.pat):
        return queries.for_bed(queries.weigh(lamp.pat, on=TODAY), lamp.beds[bed].pk)


def total(lamp: Scheme) -> int:
    with as_(lamp.pat):
        plan = queries.weigh(lamp.pat, on=TODAY).plan
    assert plan is not None and plan.is_proven
    return plan.total


def decide(lamp: Scheme, bed: str, who: str, *, by: Any = None, **said: Any) -> Decision:
    by = by or lamp.pat
    usual = {"among_beds": False, "on": TODAY, "reason": "She cannot stay where she is.", "by": by}
    usual |= {"at": MONDAY} | TERMS
    if "seen" not in said:
        said["seen"] = shown(lamp, bed).sign
    with as_(by):
        return panels.decide(lamp.beds[bed], to=lamp.people[who], **usual | said)


def say(lamp: Scheme, act: Any, who: str, **said: Any) -> Any:
    usual = {"why": "Her brother lives in that street.", "by": lamp.pat, "at": MONDAY}
    with as_(lamp.pat):
        return act(lamp.people[who], **usual | said)


def test_who_is_in_most_need_stands_first_and_every_choice_says_what_is_lost(lamp: Scheme) -> None:
    found = shown(lamp, "Larch 1")
    assert [row.person_id for row in found.rows][0] in {one.pk for one in lamp.people.values()}
    assert found.waited == found.could == 4
    lost = [row.shown["lost"] for row in found.rows]
    assert lost == sorted(lost)
    assert all("points" in " ".join(row.shown["said"]) for row in found.rows)
    assert all(row.shown["known"] == "exact" for row in found.rows)


def test_what_is_kept_is_what_was_shown_and_the_bed_is_offered(lamp: Scheme) -> None:
    before = shown(lamp, "Larch 1")
    made = decide(lamp, "Larch 1", "Grace")
    prepared.publish(lamp.town, after=1, mixture="multiply")
    with as_(lamp.pat):
        kept = queries.one_decision(made.pk)
        assert kept is not None and kept.offer.person_id == lamp.people["Grace"].pk
        assert before.published is not None
        assert (kept.fingerprint, kept.version_id) == (
            before.published.fingerprint,
            before.published.version_id,
        )
        assert (kept.priced_on, kept.could_live_there, kept.waited) == (TODAY, 4, 4)
        rows = [(one.person_id, one.bedspace_id, one.shown) for one in queries.choices(kept)]
        assert rows == [(row.person_id, row.bed_id, dict(row.shown)) for row in before.rows]
        assert [one.is_chosen for one in queries.choices(kept)].count(True) == 1
        assert Entry.objects.filter(act="panels.decide").count() == 1


def test_a_decision_is_not_changed_and_not_deleted(lamp: Scheme) -> None:
    decide(lamp, "Larch 1", "Grace")
    with as_(lamp.pat):
        for model, change in ((Decision, {"waited": 9}), (Choice, {"rank": 9})):
            model.objects.update(**change)
            assert not model.objects.filter(**change).exists()
        assert Choice.objects.all().delete()[0] == 0 and Choice.objects.count() == 4


def test_what_changed_since_it_was_shown_is_not_decided(lamp: Scheme) -> None:
    seen = shown(lamp, "Larch 1").sign
    say(lamp, panels.say_no, "Amina", home=lamp.homes["Larch"])
    with pytest.raises(Changed):
        decide(lamp, "Larch 1", "Grace", seen=seen)
    with as_(lamp.pat):
        assert not Offer.objects.exists() and not Decision.objects.exists()


def test_of_two_who_decide_the_second_is_told_who_was_quicker(lamp: Scheme) -> None:
    seen = shown(lamp, "Larch 1").sign
    decide(lamp, "Larch 1", "Grace")
    with pytest.raises(BedTaken, match="Pat Pretend offered this bed to Grace"):
        decide(lamp, "Larch 1", "Amina", seen=seen)
    with pytest.raises(PersonHasBed):
        decide(lamp, "Larch 2", "Grace")


def test_nobody_is_chosen_who_is_not_in_the_list_or_without_a_reason(lamp: Scheme) -> None:
    say(lamp, panels.say_no, "Amina", home=lamp.homes["Larch"])
    with pytest.raises(NotShown):
        decide(lamp, "Larch 1", "Amina")
    with pytest.raises(NoReason):
        decide(lamp, "Larch 1", "Grace", reason="  ")


def test_nobody_is_given_a_bed_from_a_day_on_which_the_house_closes(lamp: Scheme) -> None:
    signed: dict[str, Any] = {"by": lamp.pat, "at": MONDAY}
    first = {"first_day": TODAY + timedelta(days=70), "expected_last_day": TODAY + timedelta(days=200)}
    with as_(lamp.pat):
        until = TODAY + timedelta(days=60)
        homes.sign_lease(lamp.homes["Larch"], first_day=TODAY - timedelta(days=90), last_day=until, **signed)
    with pytest.raises(CannotBe, match="cannot be offered this bed from that day. This house closes on"):
        decide(lamp, "Larch 1", "Grace", **first)
    with as_(lamp.pat):
        assert not Offer.objects.exists() and not Decision.objects.exists()
        homes.sign_lease(lamp.homes["Larch"], first_day=until + timedelta(days=1), **signed)
    assert decide(lamp, "Larch 1", "Grace", **first).offer.first_day == first["first_day"]


def test_a_no_is_planned_around_at_once_and_never_makes_the_plan_better(lamp: Scheme) -> None:
    before = total(lamp)
    word = say(lamp, panels.say_no, "Grace", home=lamp.homes["Larch"])
    assert total(lamp) <= before
    assert lamp.people["Grace"].pk not in {row.person_id for row in shown(lamp, "Larch 1").rows}
    with as_(lamp.pat):
        [out] = queries.weigh(lamp.pat, on=TODAY).left_out(bed=lamp.beds["Larch 1"].pk)
        assert out.rules == ("veto",) and "Her brother lives in that street" in out.why[0]
        panels.take_back(word, by=lamp.pat, at=MONDAY)
    assert total(lamp) == before


def test_a_pin_holds_the_bed_and_is_taken_away_again(lamp: Scheme) -> None:
    before = total(lamp)
    word = say(lamp, panels.pin, "Amina", bed=lamp.beds["Larch 1"])
    [row] = shown(lamp, "Larch 1").rows
    assert row.person_id == lamp.people["Amina"].pk and row.shown["known"] == "pinned"
    assert lamp.people["Amina"].pk not in {row.person_id for row in shown(lamp, "Larch 2").rows}
    assert total(lamp) <= before
    for refused in (
        lambda: say(lamp, panels.pin, "Amina", bed=lamp.beds["Larch 2"]),
        lambda: say(lamp, panels.pin, "Grace", bed=lamp.beds["Larch 1"]),
        lambda: say(lamp, panels.say_no, "Amina", home=lamp.homes["Larch"]),
    ):
        with pytest.raises(AlreadySaid):
            refused()
    with as_(lamp.pat):
        panels.take_back(word, by=lamp.pat, at=MONDAY)
        with pytest.raises(AlreadySaid):
            panels.take_back(word, by=lamp.pat, at=MONDAY)
    assert total(lamp) == before


def test_a_pin_bends_no_rule(lamp: Scheme) -> None:
    man = prepared.waits(lamp.town, "Yusuf Sample", days=9, housing_as="man", housing_people=1)
    lamp.people["Yusuf"] = man
    with pytest.raises(CannotBe, match="This house is for women"):
        say(lamp, panels.pin, "Yusuf", bed=lamp.beds["Larch 1"])
    say(lamp, panels.say_no, "Amina", home=lamp.homes["Manse"])
    with pytest.raises(CannotBe, match="Somebody said no"):
        say(lamp, panels.pin, "Amina", bed=lamp.beds["Manse 1"])
    decide(lamp, "Manse 1", "Yusuf")
    with pytest.raises(CannotBe, match="not free"):
        say(lamp, panels.pin, "Amina", bed=lamp.beds["Manse 1"])
    with as_(lamp.pat):
        assert Word.objects.filter(kind="pin").count() == 0


def test_a_panel_sits_once_and_the_last_prices_serve_when_time_is_short(lamp: Scheme) -> None:
    with as_(lamp.pat):
        sat = panels.sit(hides_names=True, by=lamp.pat, at=MONDAY)
        with pytest.raises(AlreadySits):
            panels.sit(hides_names=False, by=lamp.pat, at=MONDAY)
        short = queries.weigh(lamp.pat, on=TODAY, at_most_seconds=0.0)
        assert short.is_out_of_time and short.is_from_last and short.priced_on == TODAY
        found = queries.for_bed(short, lamp.beds["Larch 1"].pk)
        assert len(found.rows) == 4 and found.is_from_last
        assert {row.shown["known"] for row in found.rows} == {"last_prices"}
    made = decide(lamp, "Larch 1", "Grace")
    assert made.hid_names and made.sitting_id == sat.pk
    with as_(lamp.pat):
        panels.hide_names(sat, hides=False, by=lamp.pat, at=MONDAY)
        panels.rise(sat, by=lamp.pat, at=MONDAY)
        with pytest.raises(AlreadySits):
            panels.rise(sat, by=lamp.pat, at=MONDAY)
        assert queries.sitting(lamp.pat) is None


def test_without_criteria_the_wait_alone_orders_and_that_is_kept() -> None:
    lamp = prepared.scheme(is_published=False)
    found = shown(lamp, "Larch 1")
    assert [row.person_id for row in found.rows] == [one.pk for one in lamp.people.values()]
    made = decide(lamp, "Larch 1", "Grace")
    assert (made.by_order, made.fingerprint, made.version_id) == ("wait", "", None)


def test_another_scheme_says_nothing_here_and_reads_nothing(lamp: Scheme) -> None:
    made = decide(lamp, "Larch 1", "Grace")
    noor = lamp.town.noor
    with as_(noor):
        assert queries.one_decision(made.pk) is None and queries.decisions(noor) == []
        words = ((panels.say_no, {"home": lamp.homes["Larch"]}), (panels.pin, {"bed": lamp.beds["Larch 2"]}))
        for act, more in words:
            with pytest.raises(MayNot):
                act(lamp.people["Amina"], why="x", by=noor, at=MONDAY, **more)
    with pytest.raises(MayNot):
        decide(lamp, "Larch 2", "Amina", by=noor, seen="")


def test_who_took_their_consent_back_is_out_of_the_plan_at_once(lamp: Scheme) -> None:
    with as_(lamp.town.noor):
        share = Share.objects.get(person=lamp.people["Grace"], to_service=lamp.town.hosting.service)
        people.withdraw(share, by=lamp.town.noor, at=MONDAY)
    with as_(lamp.pat):
        assert str(lamp.people["Grace"].pk) not in queries.weigh(lamp.pat, on=TODAY).waiting


def test_nothing_about_where_somebody_comes_from_moves_a_worth(lamp: Scheme) -> None:
    before = shown(lamp, "Larch 1")
    with as_(lamp.pat):
        told = [("nationality", "ER", "needs"), ("faith", "any", "needs"), ("age", 70, "needs")]
        for name, value, field in told:
            people.learn(lamp.people["Grace"], name=name, value=value, field=field, by=lamp.pat, at=MONDAY)
    assert shown(lamp, "Larch 1") == before


def test_a_colleague_who_may_not_work_with_people_sits_on_no_panel(lamp: Scheme) -> None:
    cass = lamp.town.cass
    with as_(cass), pytest.raises(MayNot):
        panels.sit(hides_names=False, by=cass, at=MONDAY)
