"""Noor refers Amina from her page; Pat answers on his; old pages are told what happened meanwhile."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.records.people.models import Person
from recourse.records.referrals.models import Referral
from tests import personas
from tests.pages.seen import words
from tests.personas import as_

NOW = now()

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def agreed(town: personas.Agencies) -> Person:
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.hosting.service, by=town.noor, at=NOW, days=60)
    return amina


def referred(town: personas.Agencies) -> Referral:
    amina = agreed(town)
    address = reverse("referring:to", args=[amina.pk, town.hosting.service.pk])
    answer = signed_in(town.noor).post(address, {"why": "She sleeps outside.", "asks": "A room."})
    assert answer.status_code == 302
    with as_(town.noor, at=NOW):
        return Referral.objects.get()


def page(client: Client, name: str, referral: Referral) -> object:
    return client.get(reverse(f"referring:{name}", args=[referral.pk]))


def post(client: Client, name: str, referral: Referral, **sent: object) -> object:
    return client.post(reverse(f"referring:{name}", args=[referral.pk]), sent)


def test_noor_chooses_a_service_by_whom_it_helps_and_what_room_it_has(town: personas.Agencies) -> None:
    amina = agreed(town)
    shown = words(signed_in(town.noor).get(reverse("referring:send", args=[amina.pk])))
    assert "Hosting scheme" in shown and "Anyone sleeping rough in Wrenfield." in shown
    assert "How much room there is was not said." in shown
    assert "Agree, then refer" in shown
    assert "Night outreach</h2>" not in shown


def test_without_an_agreement_noor_agrees_first_and_comes_back(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    there = reverse("referring:to", args=[amina.pk, town.link.service.pk])
    shown = words(signed_in(town.noor).get(there))
    assert "First agree what Link workers may see" in shown
    assert f"?to={town.link.service.pk}&amp;then=refer" in shown


def test_the_referral_shows_what_will_be_seen_before_it_is_sent(town: personas.Agencies) -> None:
    amina = agreed(town)
    shown = words(signed_in(town.noor).get(reverse("referring:to", args=[amina.pk, town.hosting.service.pk])))
    assert "They will see: name and housing and support needs." in shown


def test_a_referral_without_a_reason_is_not_sent(town: personas.Agencies) -> None:
    amina = agreed(town)
    there = reverse("referring:to", args=[amina.pk, town.hosting.service.pk])
    shown = words(signed_in(town.noor).post(there, {"why": "", "asks": "A room."}))
    assert shown.count("Say why: one sentence the other service can act on.") == 2
    with as_(town.noor):
        assert Referral.objects.count() == 0


def test_pat_reads_it_and_may_accept_ask_or_refuse(town: personas.Agencies) -> None:
    referral = referred(town)
    shown = words(page(signed_in(town.pat), "one", referral))
    assert "She sleeps outside." in shown and "A room." in shown
    for act in ("accept", "ask", "refuse"):
        assert reverse(f"referring:{act}", args=[referral.pk]) in shown
    assert reverse("referring:take_back", args=[referral.pk]) not in shown


def test_pat_sees_only_what_amina_agreed_to(town: personas.Agencies) -> None:
    referral = referred(town)
    shown = words(page(signed_in(town.pat), "one", referral))
    assert "Amina" in shown
    assert "Tigrinya" not in shown and "library" not in shown


def test_lin_who_was_not_asked_finds_nothing_there(town: personas.Agencies) -> None:
    referral = referred(town)
    lin = signed_in(town.lin)
    for name in ("one", "accept", "refuse", "close"):
        assert page(lin, name, referral).status_code == 404


def test_pat_asks_and_noor_replies(town: personas.Agencies) -> None:
    referral = referred(town)
    pat, noor = signed_in(town.pat), signed_in(town.noor)
    assert post(pat, "ask", referral, seen=1, words="Can she climb stairs?").status_code == 302
    shown = words(page(noor, "one", referral))
    assert "Hosting scheme asked for more" in shown and "Can she climb stairs?" in shown
    assert post(noor, "reply", referral, seen=2, words="No, her knee is bad.").status_code == 302
    assert "No, her knee is bad." in words(page(pat, "one", referral))


def test_a_refusal_needs_a_reason_and_a_next_step(town: personas.Agencies) -> None:
    referral = referred(town)
    shown = words(post(signed_in(town.pat), "refuse", referral, seen=1))
    assert shown.count("Choose the reason that comes nearest.") == 2
    assert shown.count("Name a next step: what can the other service do now?") == 2


def test_noor_reads_why_it_was_refused_and_what_she_can_do(town: personas.Agencies) -> None:
    referral = referred(town)
    pat, noor = signed_in(town.pat), signed_in(town.noor)
    sent = {"code": "no_space", "step": "ask_again", "step_words": "A room comes free on 3 December."}
    assert post(pat, "refuse", referral, seen=1, **sent).status_code == 302
    shown = words(page(noor, "one", referral))
    assert "Refused: no space now" in shown
    assert "Next step: Refer to us again later. A room comes free on 3 December." in shown
    assert "Say how it ended" in shown
    assert "Say how it ended" not in words(page(pat, "one", referral))


def test_the_same_page_posted_twice_is_told_and_nothing_is_doubled(town: personas.Agencies) -> None:
    referral = referred(town)
    pat = signed_in(town.pat)
    assert post(pat, "accept", referral, seen=1, words="Come on Monday.").status_code == 302
    again = post(pat, "accept", referral, seen=1, words="Come on Monday.")
    assert again.status_code == 409
    assert "Pat Pretend accepted this at" in words(again)
    assert "Nothing of yours was saved twice." in words(again)
    with as_(town.noor, at=NOW):
        assert Referral.objects.get().moves == 2


def test_two_who_send_the_same_referral_send_one(town: personas.Agencies) -> None:
    referral = referred(town)
    there = reverse("referring:to", args=[referral.person_id, town.hosting.service.pk])
    again = signed_in(town.noor).post(there, {"why": "She sleeps outside.", "asks": "A room."})
    assert again.status_code == 409
    assert "Noor Example already referred to Hosting scheme" in words(again)


def test_an_accepted_referral_is_closed_with_how_it_ended(town: personas.Agencies) -> None:
    referral = referred(town)
    pat = signed_in(town.pat)
    post(pat, "accept", referral, seen=1)
    assert "Choose how it ended." in words(post(pat, "close", referral, seen=2))
    assert post(pat, "close", referral, seen=2, disposition="helped").status_code == 302
    assert "Ended: they got the help that was asked for" in words(page(pat, "one", referral))


def test_when_sharing_stops_pat_finds_nothing_and_noor_is_warned(town: personas.Agencies) -> None:
    referral = referred(town)
    noor, pat = signed_in(town.noor), signed_in(town.pat)
    assert noor.post(reverse("sharing:stop", args=[referral.share_id]), {"reason": ""}).status_code == 302
    assert page(pat, "one", referral).status_code == 404
    assert "Nothing is agreed with Hosting scheme any more" in words(page(noor, "one", referral))
    assert post(noor, "take_back", referral, seen=1, reason="She does not want it.").status_code == 302


def test_the_list_of_a_person_names_each_referral_and_its_state(town: personas.Agencies) -> None:
    referral = referred(town)
    shown = words(signed_in(town.noor).get(reverse("referring:of_person", args=[referral.person_id])))
    assert "Waiting for Hosting scheme" in shown
