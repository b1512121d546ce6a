"""What a panel keeps: the sitting that goes on, the words that stand, the last prices, the decisions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from recourse.reasoning.allocation.plan import Prices
from recourse.records.directory.models import Worker
from recourse.records.panels.models import Choice, Decision, Sitting, Word
from recourse.records.people.models import Person

_MOST = 100


def sitting(by: Worker) -> Sitting | None:
    """Give the panel of this worker's agency that sits now."""
    found = Sitting.objects.filter(agency=by.organisation_id, ended_at=None)
    return found.select_related("begun_by").first()


def one_sitting(sitting_id: UUID) -> Sitting | None:
    """Give one sitting, over or not."""
    return Sitting.objects.filter(pk=sitting_id).first()


def standing(by: Worker) -> list[Word]:
    """Give the words of this worker's agency that stand, of people still in sight, oldest first."""
    found = Word.objects.filter(agency=by.organisation_id, taken_back_at=None)
    return list(found.select_related("person", "home", "bedspace__room", "said_by").order_by("said_at", "pk"))


def one_word(word_id: UUID) -> Word | None:
    """Give one word, taken back or not."""
    found = Word.objects.select_related("person", "home", "bedspace__room", "said_by", "taken_back_by")
    return found.filter(pk=word_id).first()


def last_prices(by: Worker) -> tuple[Prices | None, date | None]:
    """Give the last prices a panel of this agency kept, and their day; nothing when it kept none."""
    kept = Sitting.objects.filter(agency=by.organisation_id).exclude(priced_on=None)
    last = kept.order_by("-priced_on", "-begun_at").first()
    return (Prices(last.bed_prices, last.watch_prices), last.priced_on) if last else (None, None)


def decisions(by: Worker) -> list[Decision]:
    """Give the last decisions of this agency, newest first."""
    found = _decisions().filter(agency=by.organisation_id)
    return list(found.order_by("-decided_at", "-pk")[:_MOST])


def one_decision(decision_id: UUID) -> Decision | None:
    """Give one decision as it stood."""
    return _decisions().filter(pk=decision_id).first()


def of_person(person: Person) -> tuple[list[Word], list[Decision], list[Choice]]:
    """Give the words about a person, the decisions for them, and their own rows in decisions for others."""
    words = Word.objects.filter(person=person).select_related("agency", "home", "said_by", "taken_back_by")
    decided = _decisions().filter(person=person).select_related("agency")
    others = Choice.objects.filter(person=person, is_chosen=False).exclude(decision__person=person)
    others = others.select_related("agency", "bedspace__room__home", "decision__decided_by")
    return list(words), list(decided), list(others)


def choices(decision: Decision) -> list[Choice]:
    """Give those a decision was shown, in their order; whose file was deleted since is not among them."""
    found = Choice.objects.filter(decision=decision).select_related("bedspace__room__home")
    return list(found.order_by("rank"))


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related("bedspace__room", "home", "decided_by", "version", "offer")
