"""Pat's panel: free beds and the plan, five with what each choice costs, a word, a choice that is kept."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.homes import actions as homes
from recourse.records.ledger.models import Entry
from recourse.records.panels import queries
from recourse.records.panels.models import Decision, Sitting, Word
from recourse.records.placements.models import Offer
from tests import personas
from tests.pages.seen import words
from tests.personas import as_
from tests.records.panels import prepared
from tests.records.panels.prepared import Scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp() -> Scheme:
    return prepared.scheme(at=now())


def client_of(worker: Any) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def see(lamp: Scheme, name: str, *args: Any, by: Any = None, **asked: str) -> str:
    return words(client_of(by or lamp.pat).get(reverse(name, args=args), asked))


def main(shown: str) -> str:
    return shown.partition("<main")[2]


def choosing(lamp: Scheme, who: str, bed: str) -> tuple[str, dict[str, Any]]:
    there = reverse("panels:choose", args=[lamp.people[who].pk, lamp.beds[bed].pk])
    seen = re.search(r'name="seen" value="(\w+)"', words(client_of(lamp.pat).get(there)))
    assert seen is not None
    tomorrow = localdate() + timedelta(days=1)
    sent: dict[str, Any] = {"seen": seen[1], "reason": "She cannot go on."}
    sent |= {"answer_hour": "14:00", "pays": "free"}
    for name, on in (("first_day", tomorrow), ("expected_last_day", tomorrow), ("answer_day", tomorrow)):
        sent |= {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}
    return there, sent


def post(lamp: Scheme, address: str, by: Any = None, **sent: Any) -> Any:
    return client_of(by or lamp.pat).post(address, sent)


def test_five_stand_with_worth_price_loss_and_reasons_and_the_page_says_by_what(lamp: Scheme) -> None:
    shown = main(see(lamp, "offers:from_bed", lamp.beds["Larch 1"].pk))
    for sentence in (
        "4 to consider",
        "Of 4 with an accepted referral and no bed, 4 could live here.",
        "version 1",
        "How hard things are now: urgent, 100 of 100 points, counted 3 times.",
        "What is lost by choosing so",
        "price is",
        "Choose Grace Pretend",
    ):
        assert sentence in shown, sentence
    assert "nationality" not in shown.lower().replace("nationality and faith never count", "")


def test_where_nothing_is_published_the_wait_alone_orders_and_the_page_says_so() -> None:
    lamp = prepared.scheme(at=now(), is_published=False)
    shown = main(see(lamp, "offers:from_bed", lamp.beds["Larch 1"].pk))
    assert "The order is the wait alone: the longest first." in shown and "published nothing else" in shown
    assert "the order is the wait alone" in see(lamp, "panels:now")


def test_prices_that_were_learned_order_the_pages_and_say_so_and_the_decision_tells_it(lamp: Scheme) -> None:
    prepared.need_long(lamp, "Grace", at=now())
    prepared.taught(lamp, points=0.7, at=now())
    shown = main(see(lamp, "offers:from_bed", lamp.beds["Larch 1"].pk))
    for sentence in (
        "from 84 arrivals: what an offer is worth, less what people expected would lose by it.",
        "what people expected would lose, with the floor for long stays counted in",
        "Staying about 26 weeks costs people expected 18.2 points",
        "Staying about 78 weeks costs people expected 54.6 points",
        "all who wait and are expected together lose",
    ):
        assert sentence in shown, sentence
    panel = main(see(lamp, "panels:now"))
    assert "from 84 arrivals" in panel and "is on and costs 2.0% of the worth" in panel
    there, sent = choosing(lamp, "Selam", "Larch 1")
    assert post(lamp, there, **sent).status_code == 302
    with as_(lamp.pat, at=now()):
        made = Decision.objects.get()
    told = main(see(lamp, "panels:decision", made.pk))
    assert "less what people expected would lose, version 1" in told and "from 84 arrivals" in told
    assert "left.</p>" in told and "Staying about 26 weeks" in told


def test_where_the_floor_is_part_of_what_is_left_the_plan_says_so(lamp: Scheme) -> None:
    prepared.need_long(lamp, "Grace", at=now())
    prepared.taught(lamp, points=0.1, at=now(), days_ago=1)
    shown = main(see(lamp, "panels:now"))
    assert "left after people expected<" in shown and "and the floor for long stays<" not in shown
    prepared.taught(lamp, points=0.1, floor=(30.0, 0.0), at=now())
    shown = main(see(lamp, "panels:now"))
    assert "left after people expected<" in shown and "and the floor for long stays<" in shown


def test_a_bed_that_is_kept_for_somebody_expected_says_so_and_can_be_chosen(lamp: Scheme) -> None:
    prepared.need_long(lamp, at=now())
    prepared.taught(lamp, points=3.0, at=now())
    assert "Kept for somebody expected: the best offer today is worth" in main(see(lamp, "panels:now"))
    shown = main(see(lamp, "offers:from_bed", lamp.beds["Larch 1"].pk))
    assert "Kept for somebody expected: staying about 26 weeks" in shown
    assert "the best offer today is worth" in shown and "You may choose or pin all the same" in shown
    there, sent = choosing(lamp, "Grace", "Larch 1")
    assert post(lamp, there, **sent).status_code == 302
    with as_(lamp.pat, at=now()):
        assert Offer.objects.get().person_id == lamp.people["Grace"].pk


def test_when_time_runs_out_the_pages_say_by_what_they_stand_and_who_is_left_without(
    lamp: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared.waits(lamp.town, "Yusuf Sample", days=9, at=now(), housing_as="man", housing_step_free=True)
    monkeypatch.setattr(queries, "weigh", partial(queries.weigh, at_most_seconds=0.0))
    shown = main(see(lamp, "panels:now"))
    assert "No panel kept prices before: shortlists stand by worth alone." in shown
    assert (
        "Without a bed in this plan" in shown and "Yusuf Sample" in shown and "No place is allowed" in shown
    )
    prepared.taught(lamp, points=0.7, at=now())
    assert "shortlists stand by the prices learned at night alone." in main(see(lamp, "panels:now"))
    shown = main(see(lamp, "offers:from_bed", lamp.beds["Larch 1"].pk))
    assert "This list stands by the prices learned at night alone" in shown and "worth alone" not in shown


def test_a_bed_promised_from_tomorrow_is_told_beside_those_that_are_free(lamp: Scheme) -> None:
    assert "4 beds free today, 4 waiting." in main(see(lamp, "panels:now"))
    there, sent = choosing(lamp, "Grace", "Larch 1")
    assert post(lamp, there, **sent).status_code == 302
    told = "3 beds free today (1 more is promised to somebody from a later day), 3 waiting."
    assert told in main(see(lamp, "panels:now"))


def test_two_who_go_by_one_name_are_told_apart_by_reference(lamp: Scheme) -> None:
    there, bed = [], lamp.beds["Manse 1"].pk
    for _ in range(2):
        there.append(prepared.waits(lamp.town, "Red Coat Sample", days=70, at=now(), housing_as="man"))
    for shown in (main(see(lamp, "panels:now")), main(see(lamp, "offers:from_bed", bed))):
        assert all(f"Red Coat Sample, {one.reference}" in shown for one in there)
        assert "Grace Pretend, " not in shown


def test_a_reason_that_leaves_several_without_a_bed_is_read_once_with_their_names(lamp: Scheme) -> None:
    with as_(lamp.pat, at=now()):
        for bed in ("Manse 1", "Manse 2"):
            homes.say_state(lamp.beds[bed], state="unusable", from_day=localdate(), by=lamp.pat, at=now())
    for name in ("Yusuf Sample", "Dawit Madeup"):
        he = prepared.waits(lamp.town, name, days=9, at=now(), housing_as="man", housing_people=1)
    assert "Why none of the 2" in main(see(lamp, "offers:new", he.pk))
    shown = main(see(lamp, "panels:now"))
    assert shown.count("Only one rule keeps 2 places from them: this house is for women.") == 1
    told = shown.partition("this house is for women.")[2]
    assert "2 people" in told and "Yusuf Sample" in told and "Dawit Madeup" in told


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"is_learned": False, "says": "There are 12 arrivals to learn from."}, "There are 12 arrivals"),
        ({"fingerprint": "0" * 64}, "has changed since prices were learned on"),
    ],
)
def test_without_prices_that_stand_the_pages_say_why(
    lamp: Scheme, more: dict[str, Any], sentence: str
) -> None:
    prepared.taught(lamp, points=0.7, at=now(), **more)
    shown = main(see(lamp, "offers:from_bed", lamp.beds["Larch 1"].pk))
    assert sentence in shown and "the most that one more such bed would add" in shown
    assert "costs people expected" not in shown and sentence in see(lamp, "panels:now")


def test_who_is_left_out_stands_there_with_the_rule(lamp: Scheme) -> None:
    prepared.waits(lamp.town, "Yusuf Sample", days=9, at=now(), housing_as="man", housing_people=1)
    shown = main(see(lamp, "offers:from_bed", lamp.beds["Larch 1"].pk))
    assert "Why not the other 1" in shown and "Who the house is for" in shown
    assert "Yusuf Sample: This house is for women." in shown


def test_from_a_person_five_beds_and_which_rule_keeps_the_others(lamp: Scheme) -> None:
    yusuf = prepared.waits(lamp.town, "Yusuf Sample", days=9, at=now(), housing_as="man", housing_people=1)
    shown = main(see(lamp, "offers:new", yusuf.pk, day=localdate().isoformat()))
    assert "Of 4 free today, 2 could suit." in shown and "Choose Manse, " in shown
    assert "This house is for women." in shown


def test_a_choice_is_kept_as_shown_and_leads_to_the_offer(lamp: Scheme) -> None:
    with as_(lamp.pat, at=now()):
        weighed = queries.weigh(lamp.pat, on=localdate())
        before = queries.for_bed(weighed, lamp.beds["Larch 1"].pk)
    there, sent = choosing(lamp, "Grace", "Larch 1")
    assert sent["seen"] == before.sign
    assert post(lamp, there, **sent).status_code == 302
    with as_(lamp.pat, at=now()):
        made = Decision.objects.get()
        assert Offer.objects.get().person_id == lamp.people["Grace"].pk
        assert [dict(one.shown) for one in queries.choices(made)] == [dict(row.shown) for row in before.rows]
    shown = main(see(lamp, "panels:decision", made.pk))
    for sentence in ("Grace Pretend", "(chosen)", "Amina Example", "She cannot go on.", made.fingerprint):
        assert sentence in shown, sentence
    assert "Grace Pretend" in see(lamp, "panels:decisions")
    prepared.publish(lamp.town, after=1, at=now(), mixture="multiply")
    assert main(see(lamp, "panels:decision", made.pk)) == shown


def test_what_changed_meanwhile_is_said_and_can_be_chosen_once_more(lamp: Scheme) -> None:
    there, sent = choosing(lamp, "Grace", "Larch 1")
    no = reverse("panels:say_no", args=[lamp.people["Amina"].pk, lamp.beds["Larch 1"].pk])
    assert post(lamp, no, why="Her brother lives there.").status_code == 302
    late = post(lamp, there, **sent)
    assert late.status_code == 409 and "has changed since it was opened" in words(late)
    again = re.search(r'name="seen" value="(\w+)"', words(late))
    assert again is not None and again[1] != sent["seen"]
    assert post(lamp, there, **sent | {"seen": again[1]}).status_code == 302


def test_of_two_workers_one_wins_and_the_other_is_told_who(lamp: Scheme) -> None:
    lena = personas.colleague(
        lamp.town.hosting.agency, [lamp.town.hosting.service], name="Lena Late", role="link", at=now()
    )
    first, second = choosing(lamp, "Grace", "Larch 1"), choosing(lamp, "Amina", "Larch 1")
    assert post(lamp, first[0], **first[1]).status_code == 302
    late = post(lamp, second[0], by=lena, **second[1])
    assert late.status_code == 409 and "Pat Pretend offered this bed to Grace Pretend" in words(late)
    with as_(lamp.pat, at=now()):
        assert Decision.objects.count() == Offer.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"reason": " "}, "Say why they are chosen"),
        ({"answer_hour": "25"}, "is not an hour"),
        ({"seen": "forged"}, "has changed since it was opened"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(lamp: Scheme, more: dict[str, str], sentence: str) -> None:
    there, sent = choosing(lamp, "Grace", "Larch 1")
    answer = post(lamp, there, **sent | more)
    assert answer.status_code in (200, 409) and sentence in words(answer)
    with as_(lamp.pat, at=now()):
        assert not Offer.objects.exists() and not Decision.objects.exists()


def test_a_pin_and_a_no_stand_on_the_panel_and_are_taken_back(lamp: Scheme) -> None:
    pin = reverse("panels:pin", args=[lamp.people["Amina"].pk, lamp.beds["Larch 1"].pk])
    assert post(lamp, pin, why="").status_code == 200
    assert post(lamp, pin, why="The panel agreed on Monday.").status_code == 302
    shown = main(see(lamp, "panels:now"))
    assert "Pinned to" in shown and "The panel agreed on Monday." in shown
    assert post(lamp, pin, why="Again").status_code == 409
    with as_(lamp.pat, at=now()):
        word = Word.objects.get()
    back = reverse("panels:take_back", args=[word.pk])
    assert post(lamp, back).status_code == 302
    assert post(lamp, back).status_code == 409
    assert "Pinned to" not in main(see(lamp, "panels:now"))


def test_a_panel_that_hides_names_shows_no_name_anywhere_and_reads_none(lamp: Scheme) -> None:
    assert post(lamp, reverse("panels:sit"), names="hidden").status_code == 302
    names = [person.split()[0] for person in prepared.PEOPLE[:4]]
    beds = [lamp.beds["Larch 1"].pk]
    person = lamp.people["Grace"]
    pages = [
        see(lamp, "panels:now"),
        see(lamp, "offers:from_bed", *beds),
        see(lamp, "panels:choose", person.pk, *beds),
        see(lamp, "panels:pin", person.pk, *beds),
        see(lamp, "offers:new", person.pk),
        see(lamp, "panels:choose", person.pk, *beds, beds="1"),
    ]
    for shown in pages:
        assert [name for name in names if name in shown] == []
    assert person.reference in main(pages[0])
    with as_(lamp.pat, at=now()):
        sitting = Sitting.objects.get()
    assert post(lamp, reverse("panels:names", args=[sitting.pk]), names="shown").status_code == 302
    assert "Grace Pretend" in see(lamp, "panels:now")
    assert post(lamp, reverse("panels:sit")).status_code == 409
    assert post(lamp, reverse("panels:rise", args=[sitting.pk])).status_code == 302
    assert post(lamp, reverse("panels:rise", args=[sitting.pk])).status_code == 409


def test_a_panel_that_hides_names_decides_and_is_told_who_was_quicker_without_a_name(lamp: Scheme) -> None:
    post(lamp, reverse("panels:sit"), names="hidden")
    first, second = choosing(lamp, "Grace", "Larch 1"), choosing(lamp, "Amina", "Larch 1")
    made = post(lamp, first[0], **first[1])
    with as_(lamp.pat, at=now()):
        assert made["Location"] == reverse("panels:decision", args=[Decision.objects.get().pk])
    late = post(lamp, second[0], **second[1])
    assert late.status_code == 409
    for shown in (words(late), words(client_of(lamp.pat).get(made["Location"]))):
        assert [name for name in ("Grace", "Amina") if name in shown] == []
    assert "Pat Pretend offered this bed to somebody else" in words(late)


def test_whose_names_a_panel_reads_stands_in_the_ledger(lamp: Scheme) -> None:
    see(lamp, "panels:now")
    with as_(lamp.pat, at=now()):
        assert Entry.objects.filter(by=lamp.pat.pk, act__startswith="people.").exists()


def test_a_scheme_sees_its_own_panel_alone(lamp: Scheme) -> None:
    there, sent = choosing(lamp, "Grace", "Larch 1")
    post(lamp, there, **sent)
    with as_(lamp.pat, at=now()):
        made = Decision.objects.get()
    for worker in (lamp.town.noor, lamp.town.cass):
        client = client_of(worker)
        assert client.get(reverse("panels:decision", args=[made.pk])).status_code == 404
        assert client.post(there, sent).status_code == 404


def test_a_judgement_wants_its_adviser_and_an_area_stands_in_one_list(lamp: Scheme) -> None:
    there = reverse("offers:needs", args=[lamp.people["Amina"].pk])
    answer = post(lamp, there, housing_prospects="likely")
    assert "Name the adviser who judges so" in words(answer)
    both = {"housing_areas_asked": ["Old Town"], "housing_areas_not": ["Old Town"]}
    assert "stands in both lists" in words(post(lamp, there, **both))
    kept = {"housing_prospects": "likely", "housing_prospects_by": "Ines Invented, Law Desk"}
    assert post(lamp, there, **kept, housing_areas_not=["Old Town"]).status_code == 302
    shown = see(lamp, "offers:needs", lamp.people["Amina"].pk)
    assert "Ines Invented, Law Desk" in shown and "was recorded by Pat Pretend" in shown
    assert "They must not live in Old Town." in see(lamp, "offers:new", lamp.people["Amina"].pk)
