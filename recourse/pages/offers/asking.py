"""Asking what a person needs of a home, before any bed is offered."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from recourse.pages.look import receipts, seen
from recourse.pages.look.guards import WorkerRequest, with_person
from recourse.pages.look.page import page
from recourse.pages.offers.forms import AREAS, UNSAID, Needs, code
from recourse.pages.people.banner import called
from recourse.records.homes import queries as homes
from recourse.records.people import actions as people
from recourse.records.people import identity, queries
from recourse.records.placements.queries import BANDS, EVERY, JUDGED_BY

if TYPE_CHECKING:
    from recourse.records.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def needs(request: WorkerRequest, person: "Person") -> HttpResponse:
    """What a home must be and what a scheme may go by; what is said anew is kept, the beds seen again."""
    seen.hold(request, f"people.learn {person.pk}")
    before = _before(person)
    areas = sorted({home.area for home in homes.homes()})
    form = Needs(request.POST if request.method == "POST" else None, initial=before, areas=areas)
    seen.carry(form, sorted(before.items()))
    stale = seen.is_stale(form, sorted(before.items()), says=_in_words(before))
    if stale or not form.is_valid():
        who, status = identity.read(person), 409 if stale else 200
        context = {
            "person": person,
            "who": who,
            "called": called(who),
            "form": form,
            "recorded": _recorded(person),
        }
        return page(request, "offers/needs.html", status=status, **context)
    learnt = form.learnt(before)
    for name, (value, why) in learnt.items():
        people.learn(
            person, name=name, value=value, why_not_known=why, field="needs", by=request.user, at=now()
        )
    receipts.give(request, "What you learnt is kept." if learnt else "Nothing was changed.")
    return redirect("offers:new", person.pk)


def _before(person: "Person") -> dict[str, Any]:
    facts = queries.facts(person)
    before: dict[str, Any] = {
        name: code(facts[name].value) if facts[name].is_known else facts[name].why_not_known
        for name in EVERY
        if name in facts
    }
    also = [name for name in (JUDGED_BY, *AREAS) if name in facts and facts[name].value]
    return before | {name: facts[name].value for name in also}


def _in_words(before: dict[str, Any]) -> dict[str, str]:
    """What stands, as the page asks and answers it."""
    unsaid = {option[0]: option[1] for option in UNSAID}
    said = {}
    for name, kept in before.items():
        if name in EVERY:
            options = unsaid | {code(value): str(words) for value, words in EVERY[name].options.items()}
            said[EVERY[name].question] = options.get(kept, kept)
        else:
            question = AREAS.get(name, "Which adviser judges so?")
            said[question] = kept if isinstance(kept, str) else ", ".join(kept)
    return said


def _recorded(person: "Person") -> list[tuple[str, str, Any]]:
    """Who recorded what a scheme may go by, and when."""
    facts = queries.facts(person)
    found = [(need.question, facts[name]) for name, need in BANDS.items() if name in facts]
    return [(question, fact.recorded_by.name, fact.recorded_at) for question, fact in found]
