"""Offering a bed to a person; the database decides who was first."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import queries as homes
from recourse.records.homes.models import Bedspace, Sort, State
from recourse.records.ledger import actions as ledger
from recourse.records.people import identity
from recourse.records.people.models import Person
from recourse.records.placements import hosts, may
from recourse.records.placements.happenings import BedTaken, NoSuchDays, NotReady, PersonHasBed
from recourse.records.placements.models import Occupation, Offer
from recourse.records.placements.queries.wanting import stays_with_hosts

_ONE_PERSON_A_BED = "placements_one_person_a_bed"


@transaction.atomic
def offer(
    bedspace: Bedspace,
    *,
    to: Person,
    answer_by: datetime,
    first_day: date,
    expected_last_day: date,
    pays_rent: bool = False,
    by: Worker,
    at: datetime,
) -> Offer:
    """Hold a bed for a person until an hour; raises BedTaken or PersonHasBed when somebody was quicker."""
    require(may.offer(by, bedspace), may.NOT_YOUR_BED)
    _require_sense(answer_by, first_day, expected_last_day, at)
    _wait_for_others(bedspace, to)
    _require_ready(bedspace, first_day)
    _require_host(bedspace, to, first_day)
    home = bedspace.room.home
    try:
        with transaction.atomic():
            made = Offer.objects.create(
                person=to,
                agency_id=by.organisation_id,
                bedspace=bedspace,
                home=home,
                home_name=home.name,
                home_words=in_words(bedspace, pays_rent=pays_rent),
                pays_rent=pays_rent,
                first_day=first_day,
                expected_last_day=expected_last_day,
                answer_by=answer_by,
                made_by=by,
                made_at=at,
            )
            _hold(made)
    except IntegrityError as clash:
        raise _who_was_quicker(clash, bedspace, to, first_day) from clash
    detail = {"first_day": first_day.isoformat(), "answer_by": answer_by.isoformat()}
    ledger.record(by=by, act="placements.offer", at=at, about=made, person=to.pk, detail=detail)
    return made


def in_words(bedspace: Bedspace, *, pays_rent: bool) -> str:
    """What a person may know of a bed before saying yes: never where it is."""
    home, room = bedspace.room.home, bedspace.room
    alone = "a room of their own" if room.sleeps == 1 else f"a room for {room.sleeps}"
    who = {"women": "women only", "men": "men only", "families": "for families", "anyone": "anyone"}[
        home.who_for
    ]
    steps = "step-free" if home.is_step_free else "with stairs"
    return f"{home.area}: {alone}, {who}, {steps}, {'rent to pay' if pays_rent else 'free of rent'}."


def _hold(made: Offer) -> None:
    Occupation.objects.create(
        bedspace_id=made.bedspace_id,
        person_id=made.person_id,
        agency_id=made.agency_id,
        offer=made,
        span=DateRange(made.first_day, None),
    )


def _wait_for_others(bedspace: Bedspace, person: Person) -> None:
    """Let whoever offers this bed, or offers to this person, finish; in one order, so that no ring forms."""
    with connection.cursor() as cursor:
        for key in sorted((str(bedspace.pk), str(person.pk))):
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _require_sense(answer_by: datetime, first_day: date, expected_last_day: date, at: datetime) -> None:
    if answer_by <= at:
        raise NoSuchDays("The hour for the answer has passed already. Give a later one.")
    if first_day < at.astimezone(LONDON).date():
        raise NoSuchDays("The stay would begin on a day that has passed. Give today or a later day.")
    if expected_last_day < first_day:
        raise NoSuchDays("The last day comes before the first. Give a later one.")
    if answer_by.astimezone(LONDON).date() > first_day:
        raise NoSuchDays("The answer is wanted by the day the stay begins at the latest.")


def _require_ready(bedspace: Bedspace, day: date) -> None:
    state = homes.states_on(day).get(bedspace.pk)
    if state is None or state.state != State.AVAILABLE:
        is_what = state.get_state_display().lower() if state else "not there yet"
        raise NotReady(f"This bed cannot be lived in on {day.day} {day:%B}: {is_what}.")


def _require_host(bedspace: Bedspace, to: Person, day: date) -> None:
    home = bedspace.room.home
    if home.sort != Sort.HOST:
        return
    stands = hosts.standing([home.pk], on=day)[home.pk]
    if stands.why_closed:
        raise NotReady(f"{stands.why_closed}, so no bed there can be offered for {day.day} {day:%B}.")
    if not stands.is_experienced and stays_with_hosts([to.pk]).get(to.pk, 0) < hosts.FIRST_STAYS:
        raise NotReady(f"{hosts.FIRST_WITH_EXPERIENCED}. Choose one who is marked as experienced.")


def _who_was_quicker(clash: IntegrityError, bed: Bedspace, to: Person, first_day: date) -> Exception:
    if _ONE_PERSON_A_BED in str(clash):
        there = (
            Occupation.objects.filter(bedspace=bed, is_live=True, span__overlap=DateRange(first_day, None))
            .select_related("offer__made_by", "person")
            .first()
        )
        if there is None:
            return BedTaken(by_name="Somebody", at=None, to="another person")
        return BedTaken(
            by_name=there.offer.made_by.name,
            at=there.offer.made_at,
            to=identity.read(there.person).display_name if _is_seen(there.person_id) else "another person",
        )
    if "placements_one_bed_a_person" in str(clash):
        return PersonHasBed()
    return clash


def _is_seen(person_id: UUID) -> bool:
    return Person.objects.filter(pk=person_id).exists()
