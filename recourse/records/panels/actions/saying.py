"""No to a house, a pin to a bed, and taking either back; the plan is made anew from what stands."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from recourse.reasoning.allocation import rules
from recourse.records.criteria import gathering
from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import MayNot, require
from recourse.records.directory.models import Worker
from recourse.records.homes.models import Bedspace, Home
from recourse.records.ledger import actions as ledger
from recourse.records.panels import may
from recourse.records.panels.actions.queueing import one_at_a_time
from recourse.records.panels.actions.sitting import keep_prices
from recourse.records.panels.happenings import AlreadySaid, CannotBe, NoReason
from recourse.records.panels.models import Word
from recourse.records.panels.words import Said
from recourse.records.people import text
from recourse.records.people.models import Person
from recourse.records.placements.happenings import moment
from recourse.records.placements.models import Occupation

LONGEST = 1_000
_PINNED = "They are pinned to a bed already, or the bed to somebody. Take that pin away first."


@transaction.atomic
def say_no(person: Person, *, home: Home, why: str, by: Worker, at: datetime) -> Word:
    """Keep that somebody is not to be offered a house, and why."""
    require(may.say(by, home), may.NOT_YOURS)
    one_at_a_time(by)
    _not_offered_there(person, home, on=at.astimezone(LONDON).date())
    pinned = Word.objects.filter(
        agency=by.organisation_id, person=person, home=home, kind=Said.PIN, taken_back_at=None
    )
    if pinned.exists():
        raise AlreadySaid("They are pinned to a bed in this house. Take that pin away first.")
    already = "This was said of them and this house already. Nothing was kept twice."
    return _say(person, Said.NO, home=home, bed=None, why=why, already=already, by=by, at=at)


@transaction.atomic
def pin(person: Person, *, bed: Bedspace, why: str, by: Worker, at: datetime) -> Word:
    """Keep that a bed is for somebody, and why; the rest is planned around it. A rule is never bent."""
    require(may.say(by, bed.room.home), may.NOT_YOURS)
    one_at_a_time(by)
    on = at.astimezone(LONDON).date()
    place = next((one for one in gathering.places(on=on) if one.reference == str(bed.pk)), None)
    if place is None:
        raise CannotBe("This bed is not free. Look at the home for who has it.")
    one = next(one for one in gathering.waiting(by, on=on, also=[person]) if one.person.pk == person.pk)
    against = [refusal.why for refusal in rules.refusals(one.need, place, as_at=on)]
    if Word.objects.filter(
        agency=by.organisation_id, person=person, home=bed.room.home, kind=Said.NO, taken_back_at=None
    ).exists():
        against.append("Somebody said no to this house for them. Take that back first.")
    if against:
        raise CannotBe(f"They cannot be pinned to this bed. {' '.join(against)}")
    return _say(person, Said.PIN, home=bed.room.home, bed=bed, why=why, already=_PINNED, by=by, at=at)


@transaction.atomic
def take_back(word: Word, *, by: Worker, at: datetime) -> None:
    """Take a no or a pin back."""
    require(may.take_back(by, word), may.NOT_YOUR_PANEL)
    one_at_a_time(by)
    now = Word.objects.select_for_update(of=("self",)).filter(pk=word.pk).first()
    if now is None:
        raise MayNot(may.NOT_YOUR_PANEL)
    if now.taken_back_at is not None:
        raise AlreadySaid("This was taken back already. Nothing was done twice.")
    now.taken_back_by, now.taken_back_at = by, at
    now.save(update_fields=["taken_back_by", "taken_back_at"])
    keep_prices(by=by, at=at)
    detail = {"kind": now.kind}
    ledger.record(by=by, act="panels.take_back", at=at, about=now, person=now.person_id, detail=detail)


def _not_offered_there(person: Person, home: Home, *, on: date) -> None:
    """A no speaks of beds still to be offered: one that was offered there, and stands, is ended first."""
    live = Occupation.objects.filter(person=person, bedspace__room__home=home, is_live=True)
    there = live.filter(span__overlap=DateRange(on, None)).select_related("offer__made_by").first()
    if there is not None:
        by, when = there.offer.made_by.name, moment(there.offer.made_at)
        raise AlreadySaid(
            f"{by} offered them a bed in this house {when}, and it stands."
            " Take the offer back, or end the stay, before you say no."
        )


def _say(
    person: Person,
    kind: Said,
    *,
    home: Home,
    bed: Bedspace | None,
    why: str,
    already: str,
    by: Worker,
    at: datetime,
) -> Word:
    said = text.lines(why, what="The reason", at_most=LONGEST)
    if not said:
        raise NoReason("Say why, in a few words.")
    try:
        with transaction.atomic():
            made = Word.objects.create(
                agency_id=by.organisation_id,
                person=person,
                kind=kind,
                home=home,
                bedspace=bed,
                why=said,
                said_by=by,
                said_at=at,
            )
    except IntegrityError as other:
        raise AlreadySaid(already) from other
    keep_prices(by=by, at=at)
    detail = {"kind": kind.value, "home": str(home.pk)}
    act = "panels.say_no" if kind is Said.NO else "panels.pin"
    ledger.record(by=by, act=act, at=at, about=made, person=person.pk, detail=detail)
    return made
