"""One sitting of an interview: show a question, keep its answer, lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from recourse.pages.asking import interview, passing
from recourse.pages.asking.forms import UNSAID_CODES
from recourse.pages.look import receipts, seen
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.look.page import page
from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import Fact, Goal
from recourse.records.advice import actions as advice
from recourse.records.advice import queries
from recourse.records.people import actions as people
from recourse.records.people import identity
from recourse.records.people import queries as people_queries
from recourse.records.people.fields import FIELDS

if TYPE_CHECKING:
    from recourse.pages.look.forms import Form
    from recourse.records.people.models import Fact as KnownFact
    from recourse.records.people.models import Person


def asked(request: WorkerRequest, person: Person, goal: Goal, fact: Fact, **context: Any) -> HttpResponse:
    """The page of one question, with why it is asked and how far the interview is."""
    facts = queries.known(person)
    standing = interview.standing(goal, fact, facts, as_at=localdate(), book=rulebook.england())
    number = sum(name != fact.name for name in facts) + 1
    return page(
        request,
        "asking/people.html" if fact.type == "people" else "asking/question.html",
        person=person,
        who=identity.read(person),
        goal=goal,
        fact=fact,
        number=number,
        of_all=number + standing.left,
        standing=standing,
        shared_as=FIELDS[fact.share_as].lower(),
        costs=interview.COSTS[fact.sensitivity],
        last=_asked_last(person, fact),
        then=then(request),
        **context,
    )


def was_answered(request: WorkerRequest, form: Form, before: KnownFact | None) -> bool:
    """Whether a colleague answered this after it was shown; what they said stands above the question then."""
    return before is not None and before.recorded_by_id != request.user.pk and seen.is_stale(form, before.pk)


def keep(
    request: WorkerRequest, person: Person, goal: Goal, fact: Fact, *, value: object, why: str
) -> HttpResponse:
    """Keep one answer as a row of its own and lead on from it."""
    people.learn(
        person, name=fact.name, value=value, why_not_known=why, field=fact.share_as, by=request.user, at=now()
    )
    if why in UNSAID_CODES:
        passing.put_aside(request, person.pk, fact.name)
    else:
        passing.take_up(request, person.pk, fact.name)
    if then(request) == "plan":
        return redirect("plan:ask", person.pk)
    is_over = "stop" in request.POST or then(request) == "answers" or next_fact(request, person, goal) is None
    return answered(request, person, goal) if is_over else redirect("ask:go_on", person.pk, goal.key)


def answered(request: WorkerRequest, person: Person, goal: Goal) -> HttpResponse:
    """Answer from what is known now, and show it."""
    answer = advice.answer(person, about=goal.key, as_at=localdate(), by=request.user, at=now())
    receipts.give(request, "Saved, and answered from what is known now.")
    return redirect("answers:one", answer.pk)


def next_fact(request: HttpRequest, person: Person, goal: Goal) -> Fact | None:
    """The next question of this sitting."""
    return interview.next_question(
        goal,
        queries.known(person),
        passed=passing.passed(request, person.pk),
        as_at=localdate(),
        book=rulebook.england(),
    )


def stops_unsaid(request: HttpRequest) -> bool:
    """Whether the worker stops here without having answered the question on the page."""
    beside = ("stop", "then", "csrfmiddlewaretoken", seen.KEPT_AS)
    said = any(str(value).strip() for name, value in request.POST.items() if name not in beside)
    return "stop" in request.POST and not said


def then(request: HttpRequest) -> str:
    """Whether to return to the answers, or to the plan, after one question."""
    wanted = request.POST.get("then") or request.GET.get("then") or ""
    return wanted if wanted in ("answers", "plan") else ""


def _asked_last(person: Person, fact: Fact) -> str:
    """The fact that was answered last before this one, to go back to."""
    facts = [one for one in people_queries.facts(person).values() if one.name != fact.name]
    newest = max(facts, key=lambda one: one.recorded_at, default=None)
    return newest.name if newest and newest.name in rulebook.england().facts else ""
