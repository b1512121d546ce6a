"""The answers: the newest, each as it stood on its day, and asking again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from recourse.pages.answers import cards, said, topics
from recourse.pages.look import days, receipts
from recourse.pages.look.guards import WorkerRequest, with_one, with_person
from recourse.pages.look.outcomes import HEADINGS, count
from recourse.pages.look.page import page
from recourse.reasoning import rulebook
from recourse.records.advice import actions as advice
from recourse.records.advice import may, queries
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.refusals.words import WANTED

if TYPE_CHECKING:
    from recourse.reasoning.rulebook.book import Goal
    from recourse.records.advice.models import Answer
    from recourse.records.people.models import Person

# The outcomes against whose refusal a letter can be written, and which letter.
LETTERS = {wanted.key: str(kind) for kind, wanted in WANTED.items()}
with_answer = with_one("answer", queries.one, whose=lambda answer: answer.person)
FIRST_WARNINGS = ("home_office_sharing", "status_check_sharing", "tonight", "public_fund")
#: With more outcomes than this that depend, how each was reached stays folded at first.
FEW = 6


@require_safe
@with_person
def latest(request: WorkerRequest, person: Person) -> HttpResponse:
    """The newest answer, or that nothing has been asked yet."""
    answer = queries.latest(person)
    if answer is None:
        return page(request, "answers/none.html", person=person, who=identity.read(person))
    return shown(request, answer)


@require_safe
@with_answer
def one(request: WorkerRequest, answer: Answer) -> HttpResponse:
    """An answer as it stood."""
    return shown(request, answer)


@require_POST
@with_person
def again(request: WorkerRequest, person: Person) -> HttpResponse:
    """Answer the same question from what is known now; the answer before stays as it was."""
    before = queries.latest(person)
    about = request.POST.get("about") or (before.about if before else "")
    if about not in rulebook.england().goals:
        return redirect("ask:begin", person.pk)
    answer = advice.answer(person, about=about, as_at=localdate(), by=request.user, at=now())
    receipts.give(request, "Asked again. The answer before is kept as it stood.")
    return redirect("answers:one", answer.pk)


def shown(request: WorkerRequest, answer: Answer) -> HttpResponse:
    """The page of one answer."""
    book, person = rulebook.england(), answer.person
    stood = queries.as_it_stood(answer)
    changes = {name: fact.may_change for name, fact in book.facts.items()}
    found = cards.cards(
        stood["outcomes"],
        person_id=person.pk,
        about=answer.about,
        may_change=changes,
        as_adviser=may.hear_as_adviser(request.user, answer, on=localdate()),
    )
    goal = book.goals.get(answer.about)
    others = queries.others(answer)
    why = request.GET.get("why", "")
    return page(
        request,
        "answers/one.html",
        answer=answer,
        person=person,
        who=(who := identity.read(person)),
        called=said.called(who),
        goal=goal,
        **_laid_out(
            found, answer.about, goal, only=request.GET.get("only", ""), show=request.GET.get("show", why)
        ),
        who_applies=_who_applies(found, order=goal.outputs if goal else ()),
        warnings=_warnings(found, stood),
        facts=said.facts(queries.facts_then(answer), answer, book),
        earlier=[(other, _in_short(other.tally), book.goals.get(other.about)) for other in others],
        open_questions=answer.tally.get("not_known", 0),
        is_newest=all(other.asked_at < answer.asked_at for other in others),
        learned_since=_learned_since(answer),
        flips_on=said.day_of(stood["values"].get("flips_on")),
        is_own=answer.agency_id == request.user.organisation_id,
        with_name="name" in request.GET,
        letters=LETTERS if people.sight_was_agreed(person, request.user) else {},
        why=why,
    )


def _laid_out(
    found: list[cards.Card], about: str, goal: Goal | None, *, only: str, show: str
) -> dict[str, Any]:
    """A short answer under headings by outcome; a long one by topic, of one outcome where that is asked."""
    groups = cards.grouped(found, order=goal.outputs if goal else ())
    is_long, only = len(found) > topics.MANY, only if only in HEADINGS else ""
    chosen = [card for card in found if is_long and only in ("", card.outcome)]
    headings = [] if is_long else [outcome for outcome in HEADINGS if groups[outcome]]
    return {
        "topics": topics.topics(chosen, rulebook.england().goals, about=about, show=show),
        "is_long": is_long,
        "only": only,
        "counted": count(card.outcome for card in found),
        "groups": [(outcome, HEADINGS[outcome], groups[outcome]) for outcome in headings],
        "outcomes": [card.outcome for card in found],
        "few_depend": len(groups["depends"]) <= FEW,
    }


def _warnings(found: list[cards.Card], stood: dict[str, Any]) -> list[str]:
    """Each warning of what is not closed, once, those that can do most harm first."""
    said_once: dict[str, str] = {}
    for card in found:
        outcome = stood["outcomes"][card.key]
        is_shut = card.outcome in ("not_eligible", "not_applicable") and not card.instead
        told = (
            [] if is_shut else [*outcome.get("warnings", []), *outcome.get("instead", {}).get("warnings", [])]
        )
        said_once |= {one["id"]: one["says"] for one in told}
    order = {name: place for place, name in enumerate(FIRST_WARNINGS)}
    return [said_once[name] for name in sorted(said_once, key=lambda name: order.get(name, len(order)))]


def _who_applies(found: list[cards.Card], *, order: Sequence[str]) -> list[dict[str, Any]]:
    """For what another of the household would have it, or may have it, as the applicant."""
    better: dict[str, list[cards.Card]] = {}
    for card in cards.ordered(found, order=order):
        if card.instead and card.instead.is_open:
            better.setdefault(card.instead.who, []).append(card)
    return [{"who": who, "cards": some} for who, some in better.items()]


def _learned_since(answer: Answer) -> str:
    """When something was learned after the answer was given, in words; nothing if it was not."""
    newest: datetime | None = queries.newest_fact_at(answer.person)
    return days.moment(newest) if newest and newest > answer.asked_at else ""


def _in_short(tally: dict[str, int]) -> str:
    counted = {
        one["outcome"]: one
        for one in count(outcome for outcome in HEADINGS for _ in range(tally.get(outcome, 0)))
    }
    parts = [f"{tally.get('eligible', 0)} eligible", f"{tally.get('depends', 0)} depend"]
    if "discretionary" in counted:
        parts.append(f"{tally['discretionary']} discretionary")
    return ", ".join(parts)
