"""Nothing is told to the Home Office but what Amina agreed to, advised, read out, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from recourse.records.directory.may import MayNot
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures import gate, queries
from recourse.records.disclosures.actions.sending import fingerprint
from recourse.records.disclosures.models import Disclosure, Letter
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from recourse.records.people.words import Freely
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_
from tests.records.disclosures import prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor)


def test_with_everything_in_place_it_leaves_once_and_its_row_says_how(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor, status=True)
    disclosure = prepared.sent(letter, town.noor)
    with as_(town.noor):
        (kept,) = queries.sent(amina)
        assert kept == disclosure
        assert (kept.by, kept.to_authority.name, kept.fields) == (
            town.noor,
            "Home Office",
            ["name", "status", "needs"],
        )
        assert kept.consent.fields == ["name", "needs"] and kept.status_consent.fields == ["status"]
        assert bytes(kept.hash).hex() == fingerprint(letter)
        assert Entry.objects.filter(act="disclosures.send", about=kept.pk).count() == 1
        with pytest.raises(disclosures.AlreadySent, match="sent once"):
            disclosures.send(letter, named="Noor Example", seen=fingerprint(letter), by=town.noor, at=MONDAY)
        with pytest.raises(disclosures.AlreadySent):
            disclosures.take_back(letter, by=town.noor, at=MONDAY)
        assert Disclosure.objects.count() == 1


def test_the_sheet_says_it_word_for_word_for_ten_minutes_to_whoever_sent_it(
    town: Agencies, amina: Person
) -> None:
    disclosure = prepared.sent(prepared.ready(amina, town.noor, status=True), town.noor)
    ola = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Ola Invented", role="outreach"
    )
    with as_(town.noor):
        words = disclosures.open_sheet(disclosure, by=town.noor, at=MONDAY)
        assert words.endswith("two years?\n\nShe was granted asylum in May.")
        with pytest.raises(disclosures.NotYet, match="ten minutes"):
            disclosures.open_sheet(disclosure, by=town.noor, at=MONDAY + timedelta(minutes=11))
    with as_(ola), pytest.raises(disclosures.NotYet, match="whoever sent it"):
        disclosures.open_sheet(disclosure, by=ola, at=MONDAY)


def test_the_worker_signs_with_their_own_name(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor), pytest.raises(disclosures.NotYourName, match="Noor Example"):
        disclosures.send(letter, named="Somebody Else", seen=fingerprint(letter), by=town.noor, at=MONDAY)


def test_what_changed_after_it_was_read_does_not_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor), pytest.raises(disclosures.Changed, match="Read it again"):
        disclosures.send(letter, named="Noor Example", seen="0" * 64, by=town.noor, at=MONDAY)


def test_other_words_are_asked_for_again(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    prepared.written(letter, town.noor, status=True)
    letter = prepared.again(letter, town.noor)
    assert letter.consent is None
    with pytest.raises(disclosures.NotYet, match="not agreed to what would be sent"):
        prepared.sent(letter, town.noor)
    prepared.agreed(letter, town.noor)
    with pytest.raises(disclosures.NotYet, match="not agreed to their status"):
        prepared.sent(prepared.again(letter, town.noor), town.noor)


def test_amina_takes_it_back_and_the_next_click_sends_nothing(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor):
        disclosures.take_back(letter, by=town.noor, at=MONDAY)
    with pytest.raises(disclosures.NoLonger, match="taken back"):
        prepared.sent(letter, town.noor)
    with as_(town.noor):
        assert prepared.again(letter, town.noor).consent.withdrawn_at == MONDAY
        assert queries.open_letters(amina) == []


def test_a_consent_taken_back_by_itself_stops_it_too(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor):
        people.withdraw_consent(letter.consent, by=town.noor, at=MONDAY)
    with pytest.raises(disclosures.NoLonger):
        prepared.sent(prepared.again(letter, town.noor), town.noor)


@pytest.mark.parametrize(("days", "says"), [(30, None), (31, "more than 30 days old")])
def test_advice_counts_for_thirty_days(town: Agencies, amina: Person, days: int, says: str | None) -> None:
    letter = prepared.begun(amina, town.noor)
    prepared.advised(letter, town.noor)
    prepared.written(letter, town.noor)
    prepared.agreed(letter, town.noor)
    then = prepared.later(days)
    letter = prepared.again(letter, town.noor, at=then)
    if says is None:
        assert prepared.sent(letter, town.noor, at=then)
        return
    with pytest.raises(disclosures.Expired, match=says):
        prepared.sent(letter, town.noor, at=then)


@pytest.mark.parametrize(
    "wrong",
    [
        {"regulated_as": ""},
        {"regulated_as": "a friend"},
        {"risk_explained": False},
        {"adviser": " "},
        {"words": ""},
        {"on_day": TODAY - timedelta(days=31)},
        {"on_day": TODAY + timedelta(days=1)},
    ],
)
def test_advice_that_does_not_count_is_refused(
    town: Agencies, amina: Person, wrong: dict[str, object]
) -> None:
    letter = prepared.begun(amina, town.noor)
    with pytest.raises(disclosures.NotYet):
        prepared.advised(letter, town.noor, **wrong)


def test_whoever_does_not_want_advice_may_say_so_and_it_is_recorded(town: Agencies, amina: Person) -> None:
    letter = prepared.begun(amina, town.noor)
    prepared.advised(letter, town.noor, had="declined", words="Offered twice. She knows the risk.")
    prepared.written(letter, town.noor)
    prepared.agreed(letter, town.noor)
    disclosure = prepared.sent(prepared.again(letter, town.noor), town.noor)
    with as_(town.noor):
        assert disclosure.advice.had == "declined"
        assert (disclosure.advice.adviser, disclosure.advice.regulated_as) == ("", "")


def test_nothing_is_agreed_before_the_outcomes_were_read_and_advice_recorded(
    town: Agencies, amina: Person
) -> None:
    with as_(town.noor):
        letter = disclosures.begin(
            amina, to=prepared.home_office(), for_what="escalation", by=town.noor, at=MONDAY
        )
    prepared.written(letter, town.noor)
    with pytest.raises(disclosures.NotYet, match="First read out"):
        prepared.agreed(letter, town.noor)


def test_a_charity_is_no_enforcement_body_to_tell(town: Agencies, amina: Person) -> None:
    with as_(town.noor), pytest.raises(disclosures.NotYet, match="Choose whom to tell"):
        disclosures.begin(amina, to=town.law.agency, for_what="escalation", by=town.noor, at=MONDAY)


def test_another_agency_neither_sees_nor_sends_what_noor_prepares(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    personas.agree(amina, to=town.law.service, by=town.noor, fields=["name", "status", "notes"])
    with as_(town.sam):
        assert Letter.objects.count() == 0
        assert queries.advice_of(amina) == []
        with pytest.raises(MayNot, match="Only the agency that began this"):
            disclosures.send(letter, named="Sam Specimen", seen=fingerprint(letter), by=town.sam, at=MONDAY)


def test_sharing_and_referring_leave_a_row_each(town: Agencies, amina: Person) -> None:
    from recourse.records.referrals import actions as referrals

    share = personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.noor):
        referrals.send(amina, to=town.hosting.service, why="No bed.", asks="A room.", by=town.noor, at=MONDAY)
        rows = [(one.how, one.to_service, one.share, one.consent) for one in queries.sent(amina)]
        assert {how for how, *_ in rows} == {"share", "referral"}
        assert {rest for _, *rest in map(tuple, rows) for rest in [tuple(rest)]} == {
            (town.hosting.service, share.pk, share.consent)
        }


def test_the_holder_sees_what_another_agency_told_about_her(town: Agencies, amina: Person) -> None:
    personas.agree(amina, to=town.law.service, by=town.noor, fields=["name"])
    prepared.sent(prepared.ready(amina, town.sam), town.sam)
    with as_(town.noor):
        authority = [one for one in queries.sent(amina) if one.recipient == "authority"]
        assert [(one.agency, one.by) for one in authority] == [(town.law.agency, town.sam)]
    with as_(town.lin):
        assert queries.sent(amina) == []


def test_the_rulebook_is_asked_before_anything_leaves_and_its_answer_is_kept(
    town: Agencies, amina: Person
) -> None:
    letter = prepared.ready(amina, town.noor)
    found = gate.ask(letter, organisation=town.noor.organisation, on=TODAY)
    assert (found.is_open, found.outcome) == (True, "true")
    disclosure = prepared.sent(letter, town.noor)
    with as_(town.noor):
        entry = Entry.objects.get(act="disclosures.send", about=disclosure.pk)
        assert entry.detail["rulebook"] == "true"


def test_what_was_not_agreed_to_stops_at_the_rulebook(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor):
        Letter.objects.filter(pk=letter.pk).update(fields=["name", "needs", "health"])
    letter = prepared.again(letter, town.noor)
    assert not gate.ask(letter, organisation=town.noor.organisation, on=TODAY).is_open
    with pytest.raises(disclosures.NotYet, match="Do not send it to the Home Office"):
        prepared.sent(letter, town.noor)
    with as_(town.noor):
        assert not Disclosure.objects.filter(letter=letter).exists()


def test_a_doubt_about_the_bed_is_shown_and_the_rest_of_the_wall_stands(
    town: Agencies, amina: Person
) -> None:
    letter = prepared.ready(amina, town.noor)
    letter.consent.freely = Freely.DOUBTFUL
    found = gate.ask(letter, organisation=town.noor.organisation, on=TODAY)
    assert (found.outcome, found.is_open, len(found.argued)) == ("depends", True, 1)
    letter.consent.withdrawn_at = MONDAY
    assert not gate.ask(letter, organisation=town.noor.organisation, on=TODAY).is_open


def test_advice_a_day_too_old_shuts_the_rulebooks_gate(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    assert gate.ask(letter, organisation=town.noor.organisation, on=TODAY + timedelta(days=30)).is_open
    assert not gate.ask(letter, organisation=town.noor.organisation, on=TODAY + timedelta(days=31)).is_open
