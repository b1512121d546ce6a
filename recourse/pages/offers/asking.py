"""Asking what a person needs of a home, before any bed is offered."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from recourse.pages.look import receipts, seen
from recourse.pages.look.guards import WorkerRequest, with_person
from recourse.pages.look.page import page
from recourse.pages.offers.forms import UNSAID, Needs, code
from recourse.pages.people.banner import called
from recourse.records.people import actions as people
from recourse.records.people import identity, queries
from recourse.records.placements.queries import NEEDS

if TYPE_CHECKING:
    from recourse.records.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def needs(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Three questions on one page; what was said anew is kept, and the beds are looked at again."""
    seen.hold(request, f"people.learn {person.pk}")
    before = _before(person)
    form = Needs(request.POST if request.method == "POST" else None, initial=before)
    seen.carry(form, sorted(before.items()))
    stale = seen.is_stale(form, sorted(before.items()), says=_in_words(before))
    if stale or not form.is_valid():
        who, status = identity.read(person), 409 if stale else 200
        context = {"person": person, "who": who, "called": called(who), "form": form}
        return page(request, "offers/needs.html", status=status, **context)
    learnt = form.learnt(before)
    for name, (value, why) in learnt.items():
        people.learn(
            person, name=name, value=value, why_not_known=why, field="needs", by=request.user, at=now()
        )
    receipts.give(request, "What you learnt is kept." if learnt else "Nothing was changed.")
    return redirect("offers:new", person.pk)


def _before(person: "Person") -> dict[str, str]:
    facts = queries.facts(person)
    return {
        name: code(facts[name].value) if facts[name].is_known else facts[name].why_not_known
        for name in NEEDS
        if name in facts
    }


def _in_words(before: dict[str, str]) -> dict[str, str]:
    """What stands, as the page asks and answers it."""
    unsaid = {option[0]: option[1] for option in UNSAID}
    said = {}
    for name, kept in before.items():
        options = unsaid | {code(value): str(words) for value, words in NEEDS[name].options.items()}
        said[NEEDS[name].question] = options.get(kept, kept)
    return said
