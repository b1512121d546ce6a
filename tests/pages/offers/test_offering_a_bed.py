"""Pat offers a bed; Noor brings the answer; old pages are told what happened; the bed comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, Home
from recourse.records.ledger.models import Entry
from recourse.records.people import queries as people
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements import queries
from recourse.records.placements.models import Offer, Stay
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
NOW = now()
TODAY = localdate(NOW)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def the_day() -> None:
    """Read the day anew for each test: these count days, and a run may pass midnight."""
    global NOW, TODAY, TOMORROW
    NOW = now()
    TODAY = localdate(NOW)
    TOMORROW = TODAY + timedelta(days=1)


@dataclass
class Scheme:
    """The agencies, two homes of the scheme, and Amina, whom the scheme may see."""

    town: Agencies
    larch: Home
    bed: Bedspace
    stairs: Bedspace
    mens: Bedspace
    amina: Person


@pytest.fixture
def scheme() -> Scheme:
    town = personas.agencies(at=NOW)
    with as_(town.pat, at=NOW):
        larch = enter(town, "Larch House", "women", is_step_free=True)
        enter(town, "The Old Manse", "anyone", is_step_free=False)
        enter(town, "Tannery Yard", "men", is_step_free=True)
        beds = {bed.room.home.name: bed for bed in Bedspace.objects.select_related("room__home")}
    amina = personas.amina(town.noor, at=NOW)
    personas.agree(amina, to=town.hosting.service, by=town.noor, at=NOW)
    return Scheme(town, larch, beds["Larch House"], beds["The Old Manse"], beds["Tannery Yard"], amina)


def enter(town: Agencies, name: str, who_for: str, *, is_step_free: bool) -> Home:
    return homes.enter(
        name=name,
        area="Mill Bridge",
        address=f"1 {name} Lane, Wrenfield",
        rooms=[("Room 1", 1, "rent_paying" if who_for == "men" else "free")],
        who_for=who_for,
        is_step_free=is_step_free,
        first_day=TODAY - timedelta(days=90),
        by=town.pat,
        at=NOW,
    )


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)  # type: ignore[arg-type]
    return client


def day(name: str, on: date) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def offer_form(**more: Any) -> dict[str, Any]:
    return {
        **day("first_day", TOMORROW),
        **day("expected_last_day", TOMORROW + timedelta(days=182)),
        **day("answer_day", TOMORROW),
        "answer_hour": "14:00",
        "pays": "free",
    } | more


def offer_by_page(scheme: Scheme, **more: Any) -> Offer:
    there = reverse("offers:make", args=[scheme.amina.pk, scheme.bed.pk])
    answer = signed_in(scheme.town.pat).post(there, offer_form(**more))
    assert answer.status_code == 302, words(answer)
    with as_(scheme.town.pat, at=NOW):
        return Offer.objects.get()


def post(client: Client, name: str, offer: Offer, **sent: Any) -> Any:
    return client.post(reverse(f"offers:{name}", args=[offer.pk]), sent)


def see(client: Client, offer: Offer) -> str:
    return words(client.get(reverse("offers:one", args=[offer.pk])))


def beds_for_amina(scheme: Scheme, **asked: str) -> str:
    return words(signed_in(scheme.town.pat).get(reverse("offers:new", args=[scheme.amina.pk]), asked))


def needs(scheme: Scheme, **said: str) -> Any:
    return signed_in(scheme.town.pat).post(reverse("offers:needs", args=[scheme.amina.pk]), said)


def refer(town: Agencies, whom: Person, *, days_ago: int) -> None:
    sent_at = NOW - timedelta(days=days_ago)
    personas.agree(whom, to=town.hosting.service, by=town.noor, at=sent_at, days=90)
    with as_(town.noor, at=sent_at):
        referral = referrals.send(
            whom, to=town.hosting.service, why="Sleeps outside.", asks="A room.", by=town.noor, at=sent_at
        )
    with as_(town.pat, at=NOW):
        referrals.accept(referral, by=town.pat, at=NOW)


def test_what_is_not_known_is_something_to_ask_and_closes_no_bed(scheme: Scheme) -> None:
    shown = beds_for_amina(scheme)
    assert "3 beds that could suit" in shown
    assert "For women only: ask whether that suits" in shown
    assert "Has stairs: ask whether that is all right" in shown
    assert shown.count('class="rc-button"') == 1


def test_what_amina_needs_is_kept_as_facts_and_sorts_the_beds(scheme: Scheme) -> None:
    answer = needs(scheme, housing_as="woman", housing_step_free="yes", housing_people="does_not_know")
    assert answer.status_code == 302
    with as_(scheme.town.pat, at=NOW):
        facts = people.facts(scheme.amina)
        assert facts["housing_as"].value == "woman" and facts["housing_as"].field == "needs"
        assert facts["housing_step_free"].value is True
        assert facts["housing_people"].why_not_known == "does_not_know"
    shown = beds_for_amina(scheme)
    assert "1 bed that could suit" in shown and "Step-free, as they need" in shown
    assert "Why not the other 2" in shown
    assert "<b>1</b> Men only" in shown and "<b>1</b> Has stairs" in shown


def test_an_answer_left_alone_is_not_kept_again(scheme: Scheme) -> None:
    sent = {"housing_as": "woman", "housing_step_free": "no", "housing_people": "1"}
    needs(scheme, **sent)
    with as_(scheme.town.pat, at=NOW):
        before = Entry.objects.filter(act="people.learn").count()
    needs(scheme, **sent)
    with as_(scheme.town.pat, at=NOW):
        assert Entry.objects.filter(act="people.learn").count() == before == 3


def test_the_facts_page_asks_the_questions_in_words(scheme: Scheme) -> None:
    needs(scheme, housing_as="woman", housing_step_free="yes", housing_people="2")
    shown = words(signed_in(scheme.town.pat).get(reverse("people:facts", args=[scheme.amina.pk])))
    assert "Do they need a home without steps?" in shown
    assert "Women’s, or mixed" in shown
    assert "Housing as" not in shown and "housing_as" not in shown


def test_pat_offers_a_bed_and_it_waits_for_noor(scheme: Scheme) -> None:
    offer = offer_by_page(scheme)
    pat, noor = signed_in(scheme.town.pat), signed_in(scheme.town.noor)
    assert "Offered to Amina: a bed at Larch House" in see(pat, offer)
    assert "Take it back" in see(pat, offer)
    shown = see(noor, offer)
    assert "Amina says yes" in shown and "Take it back" not in shown
    assert "1 Larch House Lane" not in shown and "Shown after yes" in shown
    assert "<title>Offer of a bed" in shown
    assert reverse("offers:one", args=[offer.pk]) in words(noor.get("/"))


def test_the_form_begins_with_half_a_year_and_an_answer_in_time(scheme: Scheme) -> None:
    there = reverse("offers:make", args=[scheme.amina.pk, scheme.mens.pk])
    form = signed_in(scheme.town.pat).get(there, {"day": TOMORROW.isoformat()}).context["form"]
    assert form.initial["first_day"] == TOMORROW
    assert form.initial["expected_last_day"] == TOMORROW + timedelta(days=182)
    assert (form.initial["answer_day"], form.initial["answer_hour"]) == (TOMORROW, "14:00")
    assert form.initial["pays"] == "paying"
    assert "right-to-rent" in str(form)


def test_posting_the_offer_twice_gives_one_offer_and_a_sentence(scheme: Scheme) -> None:
    offer_by_page(scheme)
    there = reverse("offers:make", args=[scheme.amina.pk, scheme.bed.pk])
    again = signed_in(scheme.town.pat).post(there, offer_form())
    assert again.status_code == 409
    assert "Pat Pretend offered this bed to Amina Example at" in words(again)
    assert "See how it stands" in words(again)
    with as_(scheme.town.pat, at=NOW):
        assert Offer.objects.count() == 1


def test_a_bed_held_for_amina_is_not_offered_to_mercy(scheme: Scheme) -> None:
    offer_by_page(scheme)
    mercy = personas.mercy(scheme.town.noor, at=NOW)
    personas.agree(mercy, to=scheme.town.hosting.service, by=scheme.town.noor, at=NOW)
    pat = signed_in(scheme.town.pat)
    again = pat.post(reverse("offers:make", args=[mercy.pk, scheme.bed.pk]), offer_form())
    assert again.status_code == 409 and "offered this bed to Amina Example" in words(again)
    shown = words(pat.get(reverse("offers:new", args=[mercy.pk]), {"day": TODAY.isoformat()}))
    assert "Promised to somebody else later" in shown


def test_an_hour_that_has_passed_and_an_hour_that_is_none_are_told(scheme: Scheme) -> None:
    pat = signed_in(scheme.town.pat)
    there = reverse("offers:make", args=[scheme.amina.pk, scheme.bed.pk])
    shown = words(pat.post(there, offer_form(answer_hour="half two")))
    assert shown.count("half two is not an hour. Give it as 14:00.") == 2
    late = words(pat.post(there, offer_form(**day("answer_day", TODAY - timedelta(days=1)))))
    assert "The hour for the answer has passed already." in late
    with as_(scheme.town.pat, at=NOW):
        assert Offer.objects.count() == 0


def test_amina_says_yes_and_only_then_the_address_is_shown(scheme: Scheme) -> None:
    offer = offer_by_page(scheme)
    noor = signed_in(scheme.town.noor)
    assert post(noor, "accept", offer).status_code == 302
    assert "1 Larch House Lane, Wrenfield" in see(noor, offer)
    stays = words(noor.get(reverse("offers:of_person", args=[scheme.amina.pk])))
    assert "Said yes; the stay began" in stays
    again = post(noor, "accept", offer)
    assert again.status_code == 409
    assert "Noor Example said yes to this offer at" in words(again)


def test_a_no_keeps_its_reason_and_frees_the_bed(scheme: Scheme) -> None:
    offer = offer_by_page(scheme)
    noor = signed_in(scheme.town.noor)
    assert words(post(noor, "decline", offer)).count("Choose the reason that comes nearest.") == 2
    assert post(noor, "decline", offer, code="too_far", words="Her school.").status_code == 302
    shown = see(signed_in(scheme.town.pat), offer)
    assert "too far from where they need to be" in shown and "Her school." in shown
    with as_(scheme.town.pat, at=NOW):
        assert {bed.state for bed in queries.beds_on(TOMORROW)} == {"free"}


def test_pat_takes_the_offer_back_and_a_late_yes_is_told_so(scheme: Scheme) -> None:
    offer = offer_by_page(scheme)
    pat, noor = signed_in(scheme.town.pat), signed_in(scheme.town.noor)
    assert words(post(pat, "take_back", offer)).count("Say why you take it back.") == 2
    assert post(noor, "take_back", offer, reason="No").status_code == 404
    assert post(pat, "take_back", offer, reason="The boiler broke.").status_code == 302
    late = post(noor, "accept", offer)
    assert late.status_code == 409
    assert "Pat Pretend took this offer back at" in words(late)
    assert "The boiler broke." in see(noor, offer)


def test_lin_and_sam_find_no_offer_there(scheme: Scheme) -> None:
    offer = offer_by_page(scheme)
    for worker in (scheme.town.lin, scheme.town.sam, scheme.town.cass):
        client = signed_in(worker)
        assert client.get(reverse("offers:one", args=[offer.pk])).status_code == 404
        assert post(client, "accept", offer).status_code == 404


def test_noor_cannot_offer_beds_that_are_not_hers(scheme: Scheme) -> None:
    noor = signed_in(scheme.town.noor)
    assert "Your agency has no beds to offer." in words(
        noor.get(reverse("offers:new", args=[scheme.amina.pk]))
    )
    there = reverse("offers:make", args=[scheme.amina.pk, scheme.bed.pk])
    assert noor.post(there, offer_form()).status_code == 404
    assert noor.get(reverse("offers:from_bed", args=[scheme.bed.pk])).status_code == 404


def test_who_waits_longest_stands_first_and_who_cannot_live_there_is_counted(scheme: Scheme) -> None:
    town = scheme.town
    mercy, yusuf = personas.mercy(town.noor, at=NOW), personas.yusuf(town.noor, at=NOW)
    refer(town, scheme.amina, days_ago=3)
    refer(town, mercy, days_ago=40)
    refer(town, yusuf, days_ago=50)
    signed_in(town.pat).post(reverse("offers:needs", args=[yusuf.pk]), {"housing_as": "man"})
    there = reverse("offers:from_bed", args=[scheme.bed.pk])
    shown = words(signed_in(town.pat).get(there, {"day": TODAY.isoformat()}))
    assert "Of 3 with an accepted referral and no bed, 2 could live here." in shown
    assert "The order is the wait alone: the longest first." in shown
    assert shown.index("Mercy Madeup") < shown.index("Amina Example") < shown.index("Yusuf Sample")
    assert f"waiting {(TODAY - localdate(NOW - timedelta(days=40))).days} days" in shown
    assert "<b>1</b> Women only" in shown
    assert shown.count('class="rc-button"') == 1


def test_whoever_has_a_bed_waits_no_more(scheme: Scheme) -> None:
    refer(scheme.town, scheme.amina, days_ago=3)
    offer_by_page(scheme)
    there = reverse("offers:from_bed", args=[scheme.stairs.pk])
    shown = words(signed_in(scheme.town.pat).get(there))
    assert "Nobody with an accepted referral waits for a bed." in shown


def stay_of_amina(scheme: Scheme) -> Stay:
    offer = offer_by_page(scheme)
    with as_(scheme.town.pat, at=NOW):
        return placements.accept(offer, by=scheme.town.pat, at=NOW)


def ending(on: date) -> dict[str, Any]:
    return {**day("on", on), "kind": "planned", "moved_to": "own_tenancy", "reason": ""}


def test_a_stay_ends_once_with_how_and_where_to_and_the_bed_comes_back(scheme: Scheme) -> None:
    stay = stay_of_amina(scheme)
    pat = signed_in(scheme.town.pat)
    there = reverse("stays:end", args=[stay.pk])
    leaves = TOMORROW + timedelta(days=20)
    assert "Choose where they went." in words(pat.post(there, day("on", leaves)))
    early = words(pat.post(there, ending(TODAY - timedelta(days=5))))
    assert "give that day or a later one" in early
    assert pat.post(there, ending(leaves)).status_code == 302
    again = pat.post(there, ending(leaves))
    assert again.status_code == 409
    assert "Pat Pretend ended this stay already" in words(again)
    with as_(scheme.town.pat, at=NOW):
        states = {bed.home.name: bed.state for bed in queries.beds_on(leaves)}
        assert states["Larch House"] == "free"


def test_noor_cannot_end_a_stay_of_the_scheme(scheme: Scheme) -> None:
    stay = stay_of_amina(scheme)
    noor = signed_in(scheme.town.noor)
    assert noor.post(reverse("stays:end", args=[stay.pk]), ending(TOMORROW)).status_code == 404


def test_the_scheme_can_end_a_stay_after_sharing_stopped(scheme: Scheme) -> None:
    stay = stay_of_amina(scheme)
    with as_(scheme.town.noor, at=NOW):
        share = personas.Share.objects.get()
    signed_in(scheme.town.noor).post(reverse("sharing:stop", args=[share.pk]), {"reason": ""})
    pat = signed_in(scheme.town.pat)
    there = reverse("stays:end", args=[stay.pk])
    shown = words(pat.get(there))
    assert "End the stay of this person" in shown and "Amina" not in shown
    assert pat.post(there, ending(TOMORROW + timedelta(days=1))).status_code == 302


def test_an_offer_whose_hour_has_passed_can_no_longer_be_answered(scheme: Scheme) -> None:
    offer = offer_by_page(scheme)
    passed: datetime = NOW - timedelta(minutes=5)
    with as_(scheme.town.pat, at=NOW):
        Offer.objects.filter(pk=offer.pk).update(answer_by=passed)
    noor = signed_in(scheme.town.noor)
    shown = see(noor, offer)
    assert "The hour has passed" in shown and "Amina says yes" not in shown
    late = post(noor, "accept", offer)
    assert late.status_code == 409 and "The answer was due" in words(late)
