"""The plan as it stands now, as it was kept, and going through it together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from recourse.pages.answers.said import called
from recourse.pages.look import days, once, receipts
from recourse.pages.look.guards import WorkerRequest, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.plan import agreeing, asking, choosing, laying
from recourse.pages.plan.forms import Hearing
from recourse.records.access import queries as access
from recourse.records.advice import actions as advice
from recourse.records.advice import happenings, may, planning, queries
from recourse.records.directory import queries as directory
from recourse.records.matters import queries as matters
from recourse.records.people import identity
from recourse.records.people.text import TooLong, Unreadable

if TYPE_CHECKING:
    from recourse.records.advice.models import Plan
    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Person

with_plan = with_one("plan", queries.one_plan, whose=lambda plan: plan.person)


@require_safe
@with_person
def now_(request: WorkerRequest, person: Person) -> HttpResponse:
    """The plan of this moment, worked out anew: what was taken back since is not in it."""
    today = localdate()
    try:
        planned = planning.make(person, on=today)
    except planning.NoPlan as wrong:
        return page(
            request, "plan/none.html", person=person, who=identity.read(person), wrong=str(wrong), status=200
        )
    kept = queries.plans(person)
    is_kept = bool(kept) and kept[0].sign == planned.sign and kept[0].as_at == today
    return shown(request, person, planned.told, sign=planned.sign, plan=kept[0] if is_kept else None)


@require_safe
@with_plan
def one(request: WorkerRequest, plan: Plan) -> HttpResponse:
    """A plan as it was kept, with those of its parts one may see."""
    told = planning.joined(queries.parts(plan))
    return shown(request, plan.person, told, plan=plan, is_past=True)


@require_safe
@with_person
def ask(request: WorkerRequest, person: Person) -> HttpResponse:
    """The questions of the plan in their order: what was refused is not asked again."""
    asked = asking.questions(queries.known(person))
    who = identity.read(person)
    left = sum(len(one.facts) for one in asked if not one.only_if_raised)
    return page(
        request, "plan/ask.html", person=person, who=who, called=called(who), questions=asked, left=left
    )


@require_POST
@with_person
def keep(request: WorkerRequest, person: Person) -> HttpResponse:
    """Keep the plan as it stands."""
    try:
        kept = advice.keep_plan(
            person, seen=request.POST.get("sign", ""), as_at=localdate(), by=request.user, at=now()
        )
    except (happenings.Changed, planning.NoPlan) as changed:
        receipts.give(request, str(changed))
        return redirect("plan:now", person.pk)
    receipts.give(request, "Kept as it stands today. A newer plan will not change it.")
    return redirect("plan:one", kept.pk)


@with_person
def together(request: WorkerRequest, person: Person) -> HttpResponse:
    """Read the plan to them in plain words, and write down what they say."""
    try:
        planned = planning.make(person, on=localdate())
    except planning.NoPlan:
        return redirect("plan:now", person.pk)
    whole = planned.told["whole"] or {}
    who = identity.read(person)
    started = {"language": who.language, "sign": planned.sign, "once": once.token()}
    sent = request.POST if request.method == "POST" else None
    form = Hearing(sent, initial=started, is_return_asked=bool(whole.get("return_is_asked")))
    if form.is_valid() and (led_to := once.done(request, form.cleaned_data["once"])):
        return redirect(led_to)
    if form.is_valid() and (led_to := _heard(request, person, form)):
        return redirect(led_to)
    laid = laying.lay(planned.told, today=localdate(), as_adviser="", held={})
    context = {"person": person, "who": who, "called": called(who), "form": form, "laid": laid}
    return page(request, "plan/together.html", status=409 if _is_late(form) else 200, **context)


def _is_late(form: Hearing) -> bool:
    return form.is_bound and str(happenings.Changed()) in [str(one) for one in form.non_field_errors()]


def _heard(request: WorkerRequest, person: Person, form: Hearing) -> str:
    said = {name: value for name, value in form.cleaned_data.items() if name not in ("sign", "once")}
    seen, by = form.cleaned_data["sign"], request.user
    try:
        heard = advice.hear(person, seen=seen, as_at=localdate(), by=by, at=now(), **said)
    except (happenings.SaidNothing, happenings.Changed, TooLong, Unreadable) as wrong:
        form.add_error(None, str(wrong))
        return ""
    there = reverse("plan:one", args=[heard.plan_id])
    once.remember(request, form.cleaned_data["once"], led_to=there)
    receipts.give(request, "Their word is kept with the plan.")
    return there


def shown(
    request: WorkerRequest,
    person: Person,
    told: dict[str, Any],
    *,
    plan: Plan | None = None,
    sign: str = "",
    is_past: bool = False,
) -> HttpResponse:
    """The page of a plan."""
    by, today = request.user, plan.as_at if plan and is_past else localdate()
    who, words, answer = identity.read(person), queries.words(person), queries.latest(person)
    held = {(one.route, one.step): one for one in matters.of_person(person) if one.is_open}
    laid = laying.lay(
        told,
        today=today,
        as_adviser=_level(by),
        held=held,
        refused=asking.refused(queries.known(person)),
        choices=None if is_past else _choices(by),
        at=now(),
    )
    return page(
        request,
        "plan/one.html",
        person=person,
        who=who,
        called=called(who),
        laid=laid,
        plan=plan,
        sign=sign,
        is_past=is_past,
        is_own=plan is None or plan.agency_id == by.organisation_id,
        made=today,
        word=next((one for one in words if plan is not None and one.plan_id == plan.pk), None),
        earlier=[one for one in queries.plans(person) if plan is None or one.pk != plan.pk],
        answer=answer,
        answers_words=f"Answers of {days.day(answer.as_at)}" if answer else "",
        return_is_asked=bool((told["whole"] or {}).get("return_is_asked")),
        with_name="name" in request.GET,
        may_ask=may.ask(by),
        agreed=[] if is_past else agreeing.standing(person),
    )


def _level(by: Worker) -> str:
    """At which level the reader may advise; a plan is then told in the adviser's form."""
    standing = access.registration(by, on=localdate())
    return standing.level if standing is not None else ""


def _choices(by: Worker) -> choosing.Choices:
    """The services that take referrals, and the registered advisers of one's own organisation."""
    services = directory.services_taking_referrals(besides=by)
    levels = access.levels(by.organisation, on=localdate())
    return choosing.among(services, levels, directory.colleagues(by))
