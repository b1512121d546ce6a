"""Noor refers Amina to Lamp House; Pat answers, and nothing ends without saying how."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from recourse.records.directory.may import MayNot
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.referrals import actions as referrals
from recourse.records.referrals import happenings, queries
from recourse.records.referrals.models import Referral
from tests import personas
from tests.personas import MONDAY, as_

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=2)


@pytest.fixture
def here() -> personas.Agencies:
    return personas.agencies()


def sent(here: personas.Agencies, *, fields: tuple[str, ...] = ("name", "needs")) -> Referral:
    """Amina agreed, and Noor referred her."""
    amina = personas.amina(here.noor)
    personas.agree(amina, to=here.hosting.service, by=here.noor, fields=fields)
    with as_(here.noor):
        return referrals.send(
            amina, to=here.hosting.service, why="She sleeps outside.", asks="A room.", by=here.noor, at=MONDAY
        )


def test_amina_is_not_referred_before_she_agrees(here: personas.Agencies) -> None:
    amina = personas.amina(here.noor)
    with as_(here.noor), pytest.raises(happenings.NotAgreed, match="Agree what to share first"):
        referrals.send(amina, to=here.hosting.service, why="Cold.", asks="A room.", by=here.noor, at=MONDAY)


def test_an_agreement_with_another_service_does_not_carry_a_referral(here: personas.Agencies) -> None:
    amina = personas.amina(here.noor)
    personas.agree(amina, to=here.link.service, by=here.noor)
    with as_(here.noor), pytest.raises(happenings.NotAgreed):
        referrals.send(amina, to=here.hosting.service, why="Cold.", asks="A room.", by=here.noor, at=MONDAY)


def test_pat_finds_amina_waiting_with_the_day_to_answer_by(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.pat):
        (waiting,) = queries.waiting_for_us(here.pat)
        assert waiting == referral
        assert waiting.answer_by == MONDAY.date() + timedelta(days=here.hosting.service.answer_within_days)
    with as_(here.noor):
        assert list(queries.sent_and_unanswered(here.noor)) == [referral]


def test_lin_whose_service_was_not_asked_sees_no_referral(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.lin):
        assert queries.one(referral.pk) is None
        assert Referral.objects.count() == 0


def test_the_same_person_is_not_sent_twice(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.noor), pytest.raises(happenings.AlreadyReferred, match="Noor Example already referred"):
        referrals.send(
            referral.person, to=here.hosting.service, why="Cold.", asks="A room.", by=here.noor, at=LATER
        )
    with as_(here.noor):
        assert Referral.objects.count() == 1


def test_pat_accepts_and_says_when(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.pat, at=LATER):
        referrals.accept(referral, words="A room from Monday.", by=here.pat, at=LATER)
    with as_(here.noor, at=LATER):
        now = queries.one(referral.pk)
        assert now is not None
        assert (now.state, now.answered_by) == ("accepted", here.pat)
        assert [message.text for message in queries.messages(now)] == ["A room from Monday."]


def test_pat_asks_noor_replies_and_it_waits_for_pat_again(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.pat):
        referrals.ask(referral, words="Can she climb stairs?", by=here.pat, at=LATER)
    with as_(here.noor):
        assert list(queries.asked_back(here.noor)) == [referral]
        referrals.reply(referral, words="No.", by=here.noor, at=LATER + timedelta(hours=1))
    with as_(here.pat):
        assert list(queries.waiting_for_us(here.pat)) == [referral]
        assert [message.text for message in queries.messages(referral)] == ["Can she climb stairs?", "No."]


def test_a_refusal_has_a_reason_and_a_next_step_or_it_is_none(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.pat):
        with pytest.raises(happenings.SaidNothing, match="Name a next step"):
            referrals.refuse(referral, code="no_space", next_step=" ", by=here.pat, at=LATER)
        with pytest.raises(happenings.SaidNothing, match="Choose the reason"):
            referrals.refuse(referral, code="because", next_step="Try again.", by=here.pat, at=LATER)
        referrals.refuse(referral, code="no_space", next_step="Try again in a week.", by=here.pat, at=LATER)
    with as_(here.noor):
        (refused,) = queries.refused_to_us(here.noor)
        assert refused.get_refusal_code_display() == "No space now"
        assert refused.next_step == "Try again in a week."


def test_after_a_refusal_amina_can_be_referred_again(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.pat):
        referrals.refuse(referral, code="no_space", next_step="Ask in a week.", by=here.pat, at=LATER)
    with as_(here.noor, at=LATER):
        again = referrals.send(
            referral.person, to=here.hosting.service, why="Still out.", asks="A room.", by=here.noor, at=LATER
        )
        assert again != referral


def test_who_refused_cannot_close_it_the_sender_says_what_became_of_it(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.pat):
        referrals.refuse(referral, code="no_space", next_step="Ask in a week.", by=here.pat, at=LATER)
        with pytest.raises(MayNot):
            referrals.close(referral, disposition="not_helped", by=here.pat, at=LATER)
    with as_(here.noor):
        referrals.close(referral, disposition="referred_elsewhere", by=here.noor, at=LATER)
        assert not queries.refused_to_us(here.noor).exists()


def test_an_accepted_referral_ends_only_with_a_disposition(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.pat):
        referrals.accept(referral, by=here.pat, at=LATER)
        assert list(queries.in_hand(here.pat)) == [referral]
        with pytest.raises(happenings.SaidNothing, match="Choose how it ended"):
            referrals.close(referral, disposition="", by=here.pat, at=LATER)
        referrals.close(referral, disposition="helped", by=here.pat, at=LATER)
        assert not queries.in_hand(here.pat).exists()


def test_the_database_refuses_an_end_without_a_disposition(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.noor), pytest.raises(IntegrityError, match="referral_ends_with_a_disposition"):
        Referral.objects.filter(pk=referral.pk).update(state="closed", closed_at=LATER, closed_by=here.noor)


def test_noor_takes_it_back_and_pat_who_comes_late_is_told(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.noor):
        referrals.take_back(referral, reason="She went to her sister.", by=here.noor, at=LATER)
    with as_(here.pat), pytest.raises(happenings.AlreadyAnswered) as late:
        referrals.accept(referral, by=here.pat, at=LATER + timedelta(minutes=5))
    assert str(late.value) == (
        "Noor Example took this back at 12:00 on Mon 23 Nov. Nothing of yours was saved twice."
    )


def test_noor_cannot_answer_for_pat_nor_pat_take_back_for_noor(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.noor), pytest.raises(MayNot):
        referrals.accept(referral, by=here.noor, at=LATER)
    with as_(here.pat), pytest.raises(MayNot):
        referrals.take_back(referral, reason="No.", by=here.pat, at=LATER)


def test_an_old_page_does_not_ask_twice(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.pat):
        referrals.ask(referral, words="Stairs?", by=here.pat, at=LATER, seen=1)
    with as_(here.noor):
        referrals.reply(referral, words="No.", by=here.noor, at=LATER, seen=2)
    with as_(here.pat):
        with pytest.raises(happenings.AlreadyAnswered, match="Noor Example replied"):
            referrals.ask(referral, words="Stairs?", by=here.pat, at=LATER, seen=1)
        assert len(queries.messages(referral)) == 2


def test_when_amina_takes_back_her_agreement_pat_sees_nothing_and_noor_still_ends_it(
    here: personas.Agencies,
) -> None:
    referral = sent(here)
    with as_(here.noor, at=LATER):
        people.withdraw(referral.share, by=here.noor, at=LATER)
    with as_(here.pat):
        assert queries.one(referral.pk) is None
        assert not queries.waiting_for_us(here.pat).exists()
    with as_(here.noor):
        referrals.take_back(referral, reason="She does not want it.", by=here.noor, at=LATER)


def test_raw_sql_as_a_stranger_finds_and_changes_nothing(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.lin), connection.cursor() as cursor:
        for table in ("referrals_referral", "referrals_message"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)
        cursor.execute("update referrals_referral set state = 'accepted' where id = %s", [referral.pk])
        assert cursor.rowcount == 0


def test_raw_sql_cannot_send_without_an_agreement(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.noor, at=LATER):
        people.withdraw(referral.share, by=here.noor, at=LATER)
        referrals.take_back(referral, reason="Over.", by=here.noor, at=LATER)
        copy = Referral.objects.get(pk=referral.pk)
        copy.pk, copy.state, copy.disposition, copy.closed_at, copy.closed_by = None, "sent", "", None, None
        copy.id = None
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            copy.id = Referral._meta.pk.get_default()
            copy.save(force_insert=True)


def test_the_holder_of_the_person_sees_who_else_referred_her(here: personas.Agencies) -> None:
    amina = personas.amina(here.noor)
    personas.agree(amina, to=here.link.service, by=here.noor, fields=("name", "needs", "place"))
    personas.agree(amina, to=here.hosting.service, by=here.lin)
    with as_(here.lin):
        referral = referrals.send(
            amina, to=here.hosting.service, why="Cold.", asks="A room.", by=here.lin, at=MONDAY
        )
    with as_(here.noor):
        assert queries.of(amina) == [referral]


def test_each_act_is_in_the_ledger_of_who_did_it(here: personas.Agencies) -> None:
    referral = sent(here)
    with as_(here.pat):
        referrals.refuse(referral, code="out_of_area", next_step="Ask the council.", by=here.pat, at=LATER)
        (refusal,) = Entry.objects.filter(act="referrals.refuse")
        assert (refusal.agency, refusal.detail["refusal"]) == (here.hosting.agency.pk, "out_of_area")
    with as_(here.noor):
        acts = Entry.objects.filter(about=referral.pk).values_list("act", flat=True)
        assert set(acts) == {"referrals.send", "referrals.refuse"}


def test_the_timeline_tells_the_refusal_in_words(here: personas.Agencies) -> None:
    from recourse.records.people import queries as people_queries

    referral = sent(here)
    with as_(here.pat):
        referrals.refuse(referral, code="out_of_area", next_step="Ask the council.", by=here.pat, at=LATER)
    with as_(here.noor):
        told = people_queries.timeline(referral.person)
        assert ("Referral refused by Hosting scheme", "Outside our area") in [
            (one.title, one.text) for one in told
        ]
