"""A paper made from a stay: filled in from what is recorded, read through, and kept as it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from recourse.pages.agreements.forms import Filling
from recourse.pages.agreements.sheet import sheet
from recourse.pages.look import errors, forms, once, receipts
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.offers.keeping_marks import show
from recourse.pages.offers.staying import with_stay
from recourse.reasoning import agreements
from recourse.reasoning.agreements import BadTerms, Funding, Kind, Terms
from recourse.reasoning.rulebook import england
from recourse.records.homes import queries as homes
from recourse.records.papers import actions as papers
from recourse.records.papers import setting
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.placements import may, queries
from recourse.records.placements.words import Course

if TYPE_CHECKING:
    from recourse.records.people.models import Person
    from recourse.records.placements.models import Mark, Stay
    from recourse.records.placements.queries import Paid

KINDS = {
    "licence": (Kind.LICENCE, "The licence"),
    "house-rules": (Kind.HOUSE_RULES, "The house rules"),
    "notice": (Kind.NOTICE, "The notice"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def make(request: WorkerRequest, stay: Stay, kind: str) -> HttpResponse:
    """Read a paper filled in from the stay, put right what is wrong, and keep it as PDF."""
    person = people.one(stay.person_id)
    if kind not in KINDS or person is None or not may.mark(request.user, stay):
        return errors.nothing_here(request)
    which, title = KINDS[kind]
    paid = _paid(stay, which)
    began = _filled_in(request, stay, person, which, paid)
    form = Filling(
        request.POST if request.method == "POST" else None,
        kind=which,
        funding=paid.who,
        initial=began | {once.KEPT_AS: once.token()},
    )
    form.fields[once.KEPT_AS] = forms.Hidden()
    shown: dict[str, Any] = {"form": form, "title": title, "paid": paid}
    if form.is_valid():
        named = form.cleaned_data.pop(once.KEPT_AS, "")
        if named and (led_to := once.done(request, named)):
            receipts.give(request, "This was kept a moment ago. Nothing was kept twice.")
            return redirect(led_to)
        try:
            terms = form.terms()
            written = agreements.write(terms)
            if "keep" in request.POST:
                there = _kept(request, stay, person, terms, written, title)
                if named:
                    once.remember(request, named, led_to=there)
                return redirect(there)
            shown |= {"written": written, "check": _check(stay, which)}
        except BadTerms as bad:
            form.refuse(bad.wrongs)
        except (setting.NotSet, papers.TooMany) as wrong:
            form.add_error(None, str(wrong))
    return show(request, "offers/paper.html", stay, **shown)


def _paid(stay: Stay, kind: Kind) -> Paid:
    """Who pays: for a notice on the day it reaches them, else as far ahead as anything was said."""
    if kind is not Kind.NOTICE:
        return queries.will_be_paid(stay)
    given = _given(stay)
    return queries.paid(stay, on=given.on_day if given else localdate())


def _given(stay: Stay) -> Mark | None:
    return next((mark for mark in queries.marks(stay) if mark.kind == Course.NOTICE), None)


def _filled_in(request: WorkerRequest, stay: Stay, person: Person, kind: Kind, paid: Paid) -> dict[str, Any]:
    bed = stay.bedspace
    home = bed.room.home
    least = agreements.least_notice(Funding(paid.who))
    said: dict[str, Any] = {
        "charity": request.user.organisation.name,
        "answer_to": request.user.organisation.answer_to,
        "home": homes.address(home) or home.name,
        "resident": identity.read(person).display_name,
        "room": f"{bed.room.name}, {bed.name}",
        "first_day": stay.first_day,
        "last_day": queries.last_day(stay),
        "notice_days": max(28, least),
        "with_a_host": "yes" if home.sort == "host" else "no",
        "pounds": f"{paid.pence / 100:.2f}" if paid.pence else "",
    }
    if kind is Kind.LICENCE:
        said["first_day"] = max(stay.first_day, paid.since)
    if kind is Kind.NOTICE:
        given = _given(stay)
        said["given_on"] = given.on_day if given else localdate()
        said["why"] = given.words if given else ""
        if given and given.until:
            said["notice_days"] = (given.until - given.on_day).days
    return said


def _kept(
    request: WorkerRequest,
    stay: Stay,
    person: Person,
    terms: Terms,
    written: agreements.Written,
    title: str,
) -> str:
    at = now()
    content = setting.pdf(sheet(written, terms), at=at)
    note = f"{title.removeprefix('The ').capitalize()} for {stay.bedspace.room.home.name}"
    paper = papers.keep_of_a_stay(person, content=content, note=note, by=request.user, at=at)
    receipts.give(request, "The paper is kept as it was made. Print it from here.")
    return reverse("papers:open", args=[paper.pk])


def _check(stay: Stay, kind: Kind) -> agreements.Check | None:
    """Whether the right to rent is checked, for the paper that lets somebody live there."""
    if kind is not Kind.LICENCE:
        return None
    return queries.check(stay, {}, on=max(localdate(), stay.first_day), book=england())
