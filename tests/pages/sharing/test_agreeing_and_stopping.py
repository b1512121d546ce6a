"""Amina agrees with Noor what Lamp House may see, and takes it back; both in plain words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.people import queries
from recourse.records.people.models import Person, Share
from tests import personas
from tests.pages.seen import words
from tests.personas import as_

pytestmark = pytest.mark.django_db
NOW = now()


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def chosen(town: personas.Agencies, **more: object) -> dict[str, object]:
    until = localdate() + timedelta(days=30)
    return {
        "to": str(town.hosting.service.pk),
        "fields_to_share": ["name", "needs"],
        "purpose": "To find her a room.",
        "until_day": until.day,
        "until_month": until.month,
        "until_year": until.year,
    } | more


SURE = ["understood", "no_condition", "can_decide"]
AGREED: dict[str, object] = {
    "step": "agree",
    "how": "interpreter_by_phone",
    "language": "Tigrinya",
    "was_read": "yes",
    "checked": SURE,
}
ALONE = {
    "step": "status",
    "alone-said": "yes",
    "alone-how": "spoken",
    "alone-language": "Tigrinya",
    "alone-was_read": "yes",
    "alone-checked": SURE,
}


def agree(client: Client, person: Person, sent: dict[str, object]) -> object:
    return client.post(reverse("sharing:agree", args=[person.pk]), sent)


def test_before_anything_is_agreed_the_page_says_so(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    shown = words(signed_in(town.noor).get(reverse("sharing:all", args=[amina.pk])))
    assert "Nothing of Amina’s record is shared with another service." in shown


def test_the_form_offers_three_months_and_sets_status_apart(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    shown = words(signed_in(town.noor).get(reverse("sharing:agree", args=[amina.pk])))
    assert f'value="{localdate().day}"' in shown
    assert "And, asked by itself" in shown and "immigration status on a page of its own" in shown


def test_noor_reads_aloud_what_amina_would_share(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    shown = words(agree(signed_in(town.noor), amina, chosen(town) | {"step": "read"}))
    assert "Hosting scheme (Lamp House Hosting) may see your name and housing and support needs" in shown
    assert "Why: To find her a room." in shown
    assert "You can stop this on any day" in shown
    with as_(town.noor, at=NOW):
        assert Share.objects.count() == 0


def test_amina_agrees_and_pat_sees_her_from_then_on(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    pat = signed_in(town.pat)
    assert pat.get(reverse("people:one", args=[amina.pk])).status_code == 404
    assert agree(signed_in(town.noor), amina, chosen(town) | AGREED).status_code == 302
    assert "Amina Example" in words(pat.get(reverse("people:one", args=[amina.pk])))
    with as_(town.noor, at=NOW):
        (share,) = queries.shares(amina)
        assert share.fields == ["name", "needs"]
        assert (share.consent.language, share.consent.how) == ("Tigrinya", "interpreter_by_phone")
        assert "may see your name and housing and support needs" in share.consent.words


def test_nothing_is_shared_until_noor_says_she_read_it_aloud(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    shown = words(agree(signed_in(town.noor), amina, chosen(town) | AGREED | {"was_read": []}))
    assert shown.count("Read the words aloud first, and tick that they agreed.") == 2
    with as_(town.noor, at=NOW):
        assert Share.objects.count() == 0


@pytest.mark.parametrize("missing", SURE)
def test_nothing_is_shared_until_noor_has_made_sure_of_all_three(
    town: personas.Agencies, missing: str
) -> None:
    amina = personas.amina(town.noor)
    checked = [one for one in SURE if one != missing]
    shown = words(agree(signed_in(town.noor), amina, chosen(town) | AGREED | {"checked": checked}))
    assert "Make sure of all three, and tick them." in shown
    with as_(town.noor, at=NOW):
        assert Share.objects.count() == 0


def test_status_is_asked_on_a_page_of_its_own_and_left_out_when_she_says_no(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    noor = signed_in(town.noor)
    with_status = chosen(town, status="status") | AGREED
    shown = words(agree(noor, amina, with_status))
    assert "Their immigration status, by itself" in shown
    assert "You can say no to this and still share the rest." in shown
    with as_(town.noor, at=NOW):
        assert Share.objects.count() == 0
    shown = words(agree(noor, amina, with_status | {"step": "status"}))
    assert "Say whether they agreed to share their status." in shown
    assert agree(noor, amina, with_status | {"step": "status", "alone-said": "no"}).status_code == 302
    with as_(town.noor, at=NOW):
        (share,) = queries.shares(amina)
        assert "status" not in share.fields
        assert "immigration status" not in share.consent.words
        assert share.status_consent is None


def test_status_goes_along_on_a_consent_of_its_own_when_she_says_yes(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    sent = chosen(town, status="status") | AGREED | ALONE
    assert agree(signed_in(town.noor), amina, sent).status_code == 302
    with as_(town.noor, at=NOW):
        (share,) = queries.shares(amina)
        assert "status" in share.fields
        assert (share.consent.fields, share.status_consent.fields) == (["name", "needs"], ["status"])
        assert (share.consent.how, share.status_consent.how) == ("interpreter_by_phone", "spoken")
        assert "also see your immigration status" in share.status_consent.words


def test_before_sharing_with_a_council_she_hears_whom_a_council_must_tell(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    noor = signed_in(town.noor)
    warning = "makes a council tell the Home Office"
    assert warning not in words(agree(noor, amina, chosen(town) | {"step": "read"}))
    to_council = {"step": "read", "to": str(town.link.service.pk)}
    assert warning in words(agree(noor, amina, chosen(town) | to_council))


def test_pat_who_gives_out_beds_is_told_that_her_asking_is_in_doubt(town: personas.Agencies) -> None:
    hers = personas.amina(town.pat)
    sent = chosen(town) | AGREED | {"to": str(town.law.service.pk)}
    pat = signed_in(town.pat)
    assert "Better that somebody from another agency asks" in words(agree(pat, hers, sent | {"step": "read"}))
    agree(pat, hers, sent)
    assert "may not have felt free to say no" in words(pat.get(reverse("sharing:all", args=[hers.pk])))


def test_nothing_ticked_a_day_over_and_no_reason_are_each_said(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    sent = chosen(town, fields_to_share=[], purpose="", until_year=2020, step="read")
    shown = words(agree(signed_in(town.noor), amina, sent))
    for sentence in (
        "Tick at least one thing to share.",
        "Say what it is for.",
        "is over. Give a day to come.",
    ):
        assert shown.count(sentence) == 2


def test_the_same_agreement_posted_twice_is_kept_once(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    noor = signed_in(town.noor)
    agree(noor, amina, chosen(town) | AGREED)
    again = agree(noor, amina, chosen(town) | AGREED)
    assert again.status_code == 409
    assert "Nothing was recorded twice." in words(again)
    with as_(town.noor, at=NOW):
        assert Share.objects.count() == 1


def test_after_agreeing_for_a_referral_noor_goes_on_to_it(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    answer = agree(signed_in(town.noor), amina, chosen(town) | AGREED | {"then": "refer"})
    assert answer.url == reverse("referring:to", args=[amina.pk, town.hosting.service.pk])


def test_amina_takes_it_back_and_pat_sees_nothing_from_his_next_click(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, at=NOW)
    noor, pat = signed_in(town.noor), signed_in(town.pat)
    asked = words(noor.get(reverse("sharing:stop", args=[share.pk])))
    assert "Stop sharing with Hosting scheme?" in asked
    assert "They will not see Amina from their next click." in asked
    assert pat.get(reverse("people:one", args=[amina.pk])).status_code == 200
    assert noor.post(reverse("sharing:stop", args=[share.pk])).status_code == 302
    assert pat.get(reverse("people:one", args=[amina.pk])).status_code == 404
    assert "Taken back on" in words(noor.get(reverse("sharing:all", args=[amina.pk])))


def test_stopping_twice_is_told_who_did_it_first(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, at=NOW)
    noor = signed_in(town.noor)
    noor.post(reverse("sharing:stop", args=[share.pk]))
    again = noor.post(reverse("sharing:stop", args=[share.pk]))
    assert again.status_code == 409
    assert "Noor Example already recorded that this was taken back." in words(again)


def test_pat_with_whom_it_is_shared_cannot_stop_it_for_her(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, at=NOW)
    pat = signed_in(town.pat)
    assert pat.post(reverse("sharing:stop", args=[share.pk])).status_code == 404
    assert "Stop sharing" not in words(pat.get(reverse("sharing:all", args=[amina.pk])))


def test_cass_who_only_counts_finds_no_page_of_sharing(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    assert signed_in(town.cass).get(reverse("sharing:all", args=[amina.pk])).status_code == 404
