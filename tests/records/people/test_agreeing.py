"""What Amina agrees to is told in plain words, lasts until a day, and can be taken back once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from recourse.records.directory.may import MayNot
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people import fields, queries
from recourse.records.people.models import Consent, Person, Share
from recourse.records.people.words import Checked
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor)


def agreeing(town: Agencies, **changed: Any) -> dict[str, Any]:
    return {
        "to": town.hosting.service,
        "fields": ["needs", "name"],
        "purpose": "A bed for the winter.",
        "first_day": TODAY,
        "after_last_day": TODAY + timedelta(days=28),
        "how": "spoken",
        "language": "Tigrinya",
        "checked": Checked.values,
        "by": town.noor,
        "at": MONDAY,
    } | changed


def test_what_amina_was_told_is_kept_in_plain_words(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        share = people.agree_and_share(amina, **agreeing(town))
        assert share.fields == ["name", "needs"]
        assert share.consent.words == (
            "Hosting scheme (Lamp House Hosting) may see your name and housing and support needs, until"
            " 20 December 2026. Why: A bed for the winter. What they record about these comes back to us, but"
            " not their notes. You can stop this on any day, and help does not depend on it."
        )
        acts = Entry.objects.filter(about__in=[share.pk, share.consent_id]).values_list("act", flat=True)
        assert set(acts) == {"people.agree", "people.share"}


def status_consent(town: Agencies, amina: Person, **changed: Any) -> Consent:
    said = agreeing(town) | {"fields": ["status"], "words": "Your immigration status, by itself."} | changed
    del said["purpose"]
    return people.agree(amina, **said)


@pytest.mark.parametrize(
    ("changed", "refusal", "sentence"),
    [
        ({"fields": []}, people.NothingToShare, "at least one"),
        ({"fields": ["name", "shoe_size"]}, fields.NoSuchField, "shoe_size"),
        (
            {"fields": ["name", "status"]},
            people.StatusNotAgreed,
            "only if the person agreed to that by itself",
        ),
        ({"after_last_day": TODAY}, people.NoSuchDays, "end after it begins"),
        (
            {"first_day": date(2026, 10, 1), "after_last_day": date(2026, 11, 1)},
            people.NoSuchDays,
            "a day to come",
        ),
        ({"after_last_day": date(2028, 1, 1)}, people.NoSuchDays, "a year at most"),
        ({"how": "by_telepathy"}, ValueError, "by_telepathy"),
    ],
)
def test_what_cannot_be_agreed_is_refused_and_nothing_is_kept(
    town: Agencies, amina: Person, changed: dict[str, Any], refusal: type[Exception], sentence: str
) -> None:
    with as_(town.noor):
        with pytest.raises(refusal, match=sentence):
            people.agree_and_share(amina, **agreeing(town, **changed))
        assert (Share.objects.count(), Consent.objects.count()) == (0, 0)
        assert not Entry.objects.filter(act__in=["people.agree", "people.share"]).exists()


def test_noor_need_not_share_with_her_own_agency(town: Agencies, amina: Person) -> None:
    with as_(town.noor), pytest.raises(people.OwnService, match="your own agency"):
        people.agree_and_share(amina, **agreeing(town, to=town.outreach.service))


def test_status_is_shared_when_amina_agreed_to_that_by_itself(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        alone = status_consent(town, amina)
        assert (alone.fields, alone.covers_status) == (["status"], True)
        share = people.agree_and_share(
            amina, **agreeing(town, fields=["name", "status"], status_consent=alone)
        )
        assert share.status_consent == alone
        assert share.consent.fields == ["name"] and not share.consent.covers_status


def test_status_asked_together_with_the_rest_is_refused(town: Agencies, amina: Person) -> None:
    with as_(town.noor), pytest.raises(people.StatusByItself, match="asked by itself"):
        status_consent(town, amina, fields=["name", "status"])


def test_agreeing_that_one_service_sees_her_status_says_nothing_of_another(
    town: Agencies, amina: Person
) -> None:
    with as_(town.noor):
        alone = status_consent(town, amina, to=town.law.service)
        with pytest.raises(people.StatusNotAgreed, match="Hosting scheme"):
            people.agree_and_share(amina, **agreeing(town, fields=["name", "status"], status_consent=alone))


@pytest.mark.parametrize("missing", Checked.values)
def test_nothing_counts_that_was_not_made_sure_of(town: Agencies, amina: Person, missing: str) -> None:
    checked = [one for one in Checked.values if one != missing]
    with as_(town.noor), pytest.raises(people.NotValid, match="Make sure of this first: they"):
        people.agree_and_share(amina, **agreeing(town, checked=checked))


def test_whoever_controls_beds_cannot_call_an_agreement_freely_given(town: Agencies) -> None:
    hers = personas.amina(town.pat)
    asked_by_pat = personas.agree(hers, to=town.law.service, by=town.pat)
    assert asked_by_pat.consent.is_doubtful
    asked_by_noor = personas.agree(personas.yusuf(town.noor), to=town.hosting.service, by=town.noor)
    assert not asked_by_noor.consent.is_doubtful


def test_taking_a_consent_back_ends_every_share_that_rests_on_it(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        share = people.agree_and_share(amina, **agreeing(town))
        second = Share.objects.get(pk=share.pk)
        second.pk, second.fields = uuid4(), ["needs"]
        second.save(force_insert=True)
    with as_(town.pat):
        assert queries.one(amina.pk) is not None
    with as_(town.noor):
        people.withdraw_consent(share.consent, by=town.noor, at=MONDAY)
        assert {one.is_withdrawn for one in Share.objects.all()} == {True}
        assert Entry.objects.filter(act="people.withdraw").count() == 2
        with pytest.raises(people.AlreadyTakenBack, match="Noor Example already recorded"):
            people.withdraw_consent(share.consent, by=town.noor, at=MONDAY)
    with as_(town.pat):
        assert queries.one(amina.pk) is None


def test_taking_back_status_alone_ends_the_share_that_rests_on_it(town: Agencies, amina: Person) -> None:
    share = personas.agree(amina, to=town.law.service, by=town.noor, fields=["name", "status"])
    with as_(town.noor):
        people.withdraw_consent(share.status_consent, by=town.noor, at=MONDAY)
        assert queries.standing_shares(amina) == []


def test_the_same_agreement_posted_twice_is_recorded_once(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        share = people.agree_and_share(amina, **agreeing(town))
        with pytest.raises(
            people.AlreadyAgreed, match="Noor Example recorded this agreement already"
        ) as again:
            people.agree_and_share(amina, **agreeing(town))
        assert again.value.share == share
        assert Share.objects.count() == 1


def test_taking_it_back_twice_tells_who_did_it_first(town: Agencies, amina: Person) -> None:
    share = personas.agree(amina, to=town.hosting.service, by=town.noor)
    ola = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Ola Invented", role="outreach"
    )
    with as_(ola):
        people.withdraw(queries.one_share(share.pk), by=ola, at=MONDAY)
    with as_(town.noor):
        with pytest.raises(people.AlreadyWithdrawn, match="Ola Invented already recorded"):
            people.withdraw(share, by=town.noor, at=MONDAY + timedelta(minutes=1))
        assert Entry.objects.filter(act="people.withdraw").count() == 1
        (kept,) = queries.shares(amina)
        assert (kept.is_withdrawn, kept.withdrawn_by) == (True, ola)
        assert queries.standing_shares(amina) == []


def test_the_receiver_cannot_end_or_prolong_what_amina_agreed(town: Agencies, amina: Person) -> None:
    share = personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.pat), pytest.raises(MayNot, match="Only the agency that shared this"):
        people.withdraw(share, by=town.pat, at=MONDAY)


def test_after_taking_it_back_amina_may_agree_again(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        share = people.agree_and_share(amina, **agreeing(town))
        people.withdraw(share, by=town.noor, at=MONDAY)
        again = people.agree_and_share(amina, **agreeing(town))
        assert queries.standing_shares(amina) == [again]
        assert queries.shares(amina) == [again, share]
