"""One door of an answer: what it turns on, and what would open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from recourse.pages.answers import cards, said
from recourse.pages.answers.views import with_answer
from recourse.pages.look import errors
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.look.page import page
from recourse.reasoning import rulebook
from recourse.records.advice import advising, may, queries
from recourse.records.people import identity

if TYPE_CHECKING:
    from recourse.reasoning.changing import Changes
    from recourse.records.advice.models import Answer
    from recourse.records.directory.models import Worker


@require_safe
@with_answer
def one(request: WorkerRequest, answer: Answer, key: str) -> HttpResponse:
    """What one outcome of an answer turns on, and the smallest changes that would open it."""
    stood = queries.as_it_stood(answer)["outcomes"].get(key)
    if stood is None:
        return errors.nothing_here(request)
    book, person = rulebook.england(), answer.person
    changes = {name: fact.may_change for name, fact in book.facts.items()}
    (card,) = cards.cards(
        {key: stood},
        person_id=person.pk,
        about=answer.about,
        may_change=changes,
        as_adviser=may.hear_as_adviser(request.user, answer, on=localdate()),
    )
    found = None if card.is_withheld or card.is_general else _changes(answer, key, stood, request.user)
    goal = book.goals.get(answer.about)
    return page(
        request,
        "answers/door.html",
        answer=answer,
        person=person,
        who=(who := identity.read(person)),
        called=said.called(who),
        card=card,
        goal=goal,
        found=found,
        asks=cards.asking(person.pk, answer.about),
        turns=_other_turns(card, found),
        for_adviser=any(
            step.is_for_adviser for way in (found.options if found else ()) for step in way.steps
        ),
    )


def _other_turns(card: cards.Card, found: Changes | None) -> list[cards.Turn]:
    """What it turns on besides the facts that an option names already."""
    named = {step.fact for way in found.options for step in way.learned} if found else set()
    return [turn for turn in (*card.turns, *card.more_turns) if turn.fact not in named]


def _changes(answer: Answer, key: str, stood: dict[str, Any], by: Worker) -> Changes | None:
    """What would open it, from what was known and may be seen; None when that gives another answer by now."""
    # The solver takes a fifth of a second to load: whoever starts the site should not wait for it.
    from recourse.reasoning import changing

    facts = advising.of_the_person(queries.known_then(answer))
    told = advising.told_by(by, facts, on=localdate())
    try:
        found = changing.changes(rulebook.england(), told, key, as_at=answer.as_at)
    except (rulebook.NoLawThatDay, rulebook.UnknownKey):
        return None
    return found if found.outcome == stood["outcome"] else None
