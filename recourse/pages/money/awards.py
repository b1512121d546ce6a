"""Grants to a person: what panels gave, a word where two funds pay at once, giving one, stopping one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look import days, errors, once, receipts
from recourse.pages.look.guards import WorkerRequest, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.money import forms
from recourse.pages.money.entries import GET_OR_POST, asked
from recourse.reasoning.money import paid_on, total
from recourse.records.funds import actions as funds
from recourse.records.funds import may, queries
from recourse.records.funds.happenings import AlreadyStopped
from recourse.records.people import identity

if TYPE_CHECKING:
    from recourse.records.funds.models import Award
    from recourse.records.funds.queries import AtOnce
    from recourse.records.people.models import Person

DAY = timedelta(days=1)
with_award = with_one("award", queries.one_award, whose=lambda award: award.person)


@require_safe
@with_person
def of_person(request: WorkerRequest, person: Person) -> HttpResponse:
    """Every grant in sight, which of them pay at once, and whose could not be looked at."""
    awards = queries.awards_of(person)
    who = identity.read(person)
    return page(
        request,
        "money/of_person.html",
        person=person,
        who=who,
        called=who.display_name,
        rows=[_row(request, one) for one in awards],
        at_once=queries.others_at_once(awards, by=request.user),
        sight=queries.sight(person, by=request.user),
    )


@require_http_methods(GET_OR_POST)
@with_person
def give(request: WorkerRequest, person: Person) -> HttpResponse:
    """Write down what a panel gave; where another fund in sight pays too, ask once more."""
    paying = queries.paid_from()
    start = {"once": once.token(), "first_day": localdate(), "fund": forms.OUR_OWN, "cycle": "7"}
    named = [(str(one.pk), one.funder) for one in paying]
    form = forms.Giving(request.POST or None, initial=start, funds=named)
    if form.is_valid() and request.POST.get("sure") != "yes" and (also := _also(request, person, form)):
        form.ask_whether_sure(_telling(also))
        form.add_error("sure", "Another fund pays on the same days. Say whether both were agreed.")

    def kept(given: dict[str, Any]) -> None:
        given.pop("sure", None)
        fund = given.pop("fund")
        grant = None if fund == forms.OUR_OWN else queries.one_grant(UUID(fund))
        pence, cycle = given.pop("pounds"), int(given.pop("cycle"))
        funds.award(person, pence=pence, cycle=cycle, grant=grant, by=request.user, at=now(), **given)

    there = reverse("money:of_person", args=[person.pk])
    words = {
        "heading": "Give a grant",
        "button": "Give the grant",
        "receipt": "The grant is given.",
        "lead": "",
    }
    return asked(request, form, kept, words, to=there, person=person, who=identity.read(person))


@require_http_methods(GET_OR_POST)
@with_award
def stop(request: WorkerRequest, award: Award) -> HttpResponse:
    """Stop a grant before its end, with a reason."""
    if not may.stop(request.user, award):
        return errors.nothing_here(request)
    form = forms.Stopping(request.POST or None, initial={"on": localdate()})
    there = reverse("money:of_person", args=[award.person_id])

    def kept(given: dict[str, Any]) -> None:
        funds.stop(award, by=request.user, at=now(), **given)

    words = {"heading": "Stop a grant", "button": "Stop the grant", "receipt": "The grant is stopped."}
    words["lead"] = f"It was to run until {days.day(award.after_last_day - DAY)}."
    try:
        about = {"person": award.person, "who": identity.read(award.person)}
        return asked(request, form, kept, words, to=there, **about)
    except AlreadyStopped as late:
        receipts.give(request, str(late))
        return redirect(there)


def _row(request: WorkerRequest, one: Award) -> dict[str, Any]:
    plain = queries.as_award(one, fund="") if one.paid_until > one.first_day else None
    today = localdate()
    later = [day for day in paid_on(plain) if day >= today] if plain else []
    return {
        "award": one,
        "is_ours": one.agency_id == request.user.organisation_id,
        "total": total(plain) if plain else 0,
        "next": later[0] if later else None,
        "runs": one.paid_until > today,
        "may_stop": may.stop(request.user, one) and one.stopped_at is None and one.after_last_day > today,
    }


def _also(request: WorkerRequest, person: Person, form: forms.Giving) -> list[AtOnce]:
    first, last = form.cleaned_data["first_day"], min(form.cleaned_data["last_day"], date.max - DAY)
    awards = queries.awards_of(person)
    return queries.running_elsewhere(awards, by=request.user, first_day=first, after_last_day=last + DAY)


def _telling(also: list[AtOnce]) -> str:
    each = [
        f"{one.agency} pays from {days.day(one.first_day)} to {days.day(one.after_last_day - DAY)}"
        for one in also
    ]
    return "; ".join(each) + "."
