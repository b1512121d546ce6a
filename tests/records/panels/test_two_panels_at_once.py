"""Pat and Alex sit on one panel and press at the same moment: one thing stands, and the other is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from recourse.config.database import address
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.panels import actions as panels
from recourse.records.panels import queries
from recourse.records.panels.models import Decision, Sitting, Word
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Occupation, Offer, Stay
from tests import personas
from tests.at_once import all_at_once, kinds
from tests.personas import MONDAY, TODAY, as_
from tests.records.panels import prepared
from tests.records.panels.prepared import TERMS, Scheme


@dataclass
class Panel:
    """The scheme, and who sits on its panel."""

    lamp: Scheme
    alex: Worker

    def seen(self, bed: str) -> str:
        """The sign of what both have before them."""
        with as_(self.lamp.pat):
            return queries.for_bed(queries.weigh(self.lamp.pat, on=TODAY), self.lamp.beds[bed].pk).sign

    def decide(self, by: Worker, bed: str, who: str, seen: str) -> None:
        """Choose somebody for a bed."""
        said: dict[str, Any] = {"among_beds": False, "on": TODAY, "seen": seen, "by": by, "at": MONDAY}
        with as_(by):
            panels.decide(
                self.lamp.beds[bed], to=self.lamp.people[who], reason="It cannot wait.", **said, **TERMS
            )

    def say_no(self, by: Worker, home: str, who: str) -> None:
        """Say no to a house for somebody."""
        with as_(by):
            panels.say_no(
                self.lamp.people[who],
                home=self.lamp.homes[home],
                why="Her brother is near.",
                by=by,
                at=MONDAY,
            )

    def pin(self, by: Worker, bed: str, who: str) -> None:
        """Pin a bed to somebody."""
        with as_(by):
            panels.pin(self.lamp.people[who], bed=self.lamp.beds[bed], why="Her school.", by=by, at=MONDAY)

    def stands(self, *, decisions: int, words: int) -> None:
        """So much was kept, each decision has its offer and its bed, and the ledger holds."""
        with as_(self.lamp.pat):
            assert Decision.objects.count() == Offer.objects.count() == decisions
            assert Occupation.objects.filter(is_live=True).count() == decisions
            assert Word.objects.filter(taken_back_at=None).count() == words
            assert ledger.verify(self.lamp.town.hosting.agency.pk) is None


@pytest.fixture
def panel(really_commits: address.Address) -> Panel:
    lamp = prepared.scheme()
    desk = lamp.town.hosting
    return Panel(
        lamp, personas.colleague(desk.agency, [desk.service], name="Alex Fabricated", role="manager")
    )


def test_two_decide_one_bed_and_the_second_reads_who_was_quicker(panel: Panel) -> None:
    seen = panel.seen("Larch 1")
    pairs = [(panel.lamp.pat, "Grace"), (panel.alex, "Amina")]
    came = all_at_once(lambda pair: panel.decide(pair[0], "Larch 1", pair[1], seen), pairs)
    assert kinds(came) == {"done": 1, "BedTaken": 1}
    by, who = pairs[came.index(None)]
    told = f"{by.name} offered this bed to {who} "
    assert [str(one) for one in came if one][0].startswith(told)
    panel.stands(decisions=1, words=0)


def test_two_decide_two_beds_for_grace_and_she_is_offered_one(panel: Panel) -> None:
    wanted = [(panel.lamp.pat, bed, panel.seen(bed)) for bed in ("Larch 1", "Larch 2")]
    wanted[1] = (panel.alex, *wanted[1][1:])
    came = all_at_once(lambda one: panel.decide(one[0], one[1], "Grace", one[2]), wanted)
    assert kinds(came) == {"done": 1, "PersonHasBed": 1}
    assert "They have a bed, or are being offered one" in str([one for one in came if one][0])
    panel.stands(decisions=1, words=0)


def test_who_says_no_to_a_house_and_who_gives_a_bed_there_do_not_both_have_their_way(panel: Panel) -> None:
    for bed, who in (("Larch 1", "Grace"), ("Manse 1", "Amina")):
        home, seen, before = bed.split()[0], panel.seen(bed), kept(panel)
        came = all_at_once(
            lambda act: act(),
            [
                lambda bed=bed, who=who, seen=seen: panel.decide(panel.lamp.pat, bed, who, seen),
                lambda home=home, who=who: panel.say_no(panel.alex, home, who),
            ],
        )
        decided, said = (after - now for after, now in zip(kept(panel), before, strict=True))
        assert (decided, said) == (1, 0) if came[0] is None else (decided, said) == (0, 1)
        told = str(came[0] or came[1])
        assert kinds(came)["done"] == 1
        assert "changed since it was opened" in told or "Pat Pretend offered them a bed in this house" in told


def kept(panel: Panel) -> tuple[int, int]:
    with as_(panel.lamp.pat):
        return Decision.objects.count(), Word.objects.filter(taken_back_at=None).count()


def test_whoever_pins_and_whoever_decides_for_another_do_not_both_have_the_bed(panel: Panel) -> None:
    seen = panel.seen("Larch 1")
    came = all_at_once(
        lambda act: act(),
        [
            lambda: panel.decide(panel.lamp.pat, "Larch 1", "Grace", seen),
            lambda: panel.pin(panel.alex, "Larch 1", "Amina"),
        ],
    )
    assert kinds(came)["done"] == 1
    panel.stands(decisions=1 if came[0] is None else 0, words=1 if came[1] is None else 0)
    told = str(came[0] or came[1])
    assert "changed since it was opened" in told or "This bed is not free" in told


def test_a_yes_is_brought_while_another_says_no_to_the_house_and_the_yes_stands(panel: Panel) -> None:
    panel.decide(panel.lamp.pat, "Larch 1", "Grace", panel.seen("Larch 1"))
    with as_(panel.lamp.pat):
        offer = Offer.objects.get()

    def accept() -> None:
        with as_(panel.lamp.pat):
            placements.accept(offer, by=panel.lamp.pat, at=MONDAY)

    came = all_at_once(lambda act: act(), [accept, lambda: panel.say_no(panel.alex, "Larch", "Grace")])
    assert came[0] is None
    assert str(came[1]) == (
        "Pat Pretend offered them a bed in this house at 10:00 on Mon 23 Nov, and it stands."
        " Take the offer back, or end the stay, before you say no."
    )
    with as_(panel.lamp.pat):
        assert Stay.objects.count() == 1
    panel.stands(decisions=1, words=0)


def test_a_panel_is_ended_and_shows_names_while_others_decide_and_nobody_waits_in_a_ring(
    panel: Panel,
) -> None:
    with as_(panel.lamp.pat):
        sat = panels.sit(hides_names=True, by=panel.lamp.pat, at=MONDAY)

    def show() -> None:
        for hides in (False, True) * 20:
            with as_(panel.alex):
                panels.hide_names(Sitting.objects.get(pk=sat.pk), hides=hides, by=panel.alex, at=MONDAY)

    for bed, who in (("Larch 1", "Grace"), ("Larch 2", "Selam"), ("Manse 1", "Mercy"), ("Manse 2", "Amina")):
        seen = panel.seen(bed)
        came = all_at_once(
            lambda act: act(),
            [show, lambda bed=bed, who=who, seen=seen: panel.decide(panel.lamp.pat, bed, who, seen), show],
        )
        assert kinds(came) == {"done": 3}, came
    panel.stands(decisions=4, words=0)
