"""The pages of people: the list, finding one, one person, what is known, who looked."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, with_person
from recourse.pages.look.page import page
from recourse.pages.people import banner, finding, happening, knowing
from recourse.pages.people.forms import Searching
from recourse.records.ledger import reads
from recourse.records.people import actions as people
from recourse.records.people import identity, queries

if TYPE_CHECKING:
    from recourse.records.people.models import Person

WHOSE = {"all": "Everybody you may see", "mine": "Yours", "shared": "Shared with you"}
SHOWN = 30
_ERASED = ("people.erase", "people.erase_again", "people.close")
IN_THE_CARD = 5


@require_safe
@for_workers(*CASEWORK)
def all_people(request: WorkerRequest) -> HttpResponse:
    """Twenty-five people a page, whom somebody touched last first."""
    whose = request.GET.get("whose", "all")
    whose = whose if whose in WHOSE else "all"
    wanted = _number(request.GET.get("page", "1"))
    if wanted == 1:
        reads.usual()
    found = queries.page_of(request.user, page=wanted, whose=whose)
    return page(
        request, "people/all.html", found=found, whose=whose, choices=WHOSE.items(), search=Searching()
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers(*CASEWORK)
def find(request: WorkerRequest) -> HttpResponse:
    """Find somebody among those one may see; the words never stand in an address."""
    form = Searching(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        asked = form.cleaned_data["asked"]
        context |= {"asked": asked, "found": finding.search(asked, by=request.user)}
    return page(request, "people/find.html", **context)


@require_safe
@with_person
def one(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Why one may see this, what happened, what is known, who looked."""
    if person.erased_at:
        return _erased(request, person)
    by, who = request.user, identity.read(person)
    sharing, learnt = queries.sharing(person), queries.learnt(person)
    share, sight = sharing.sight(person, by)
    wants_all, only_notes = "all" in request.GET, "notes" in request.GET
    history = queries.history(person, learnt=learnt, names=sharing.names, words=happening.questions())
    happenings = history.timeline
    if only_notes:
        happenings = [one for one in happenings if one.act == "people.note"]
    looks = happening.looked(history.looks, by=by)
    return page(
        request,
        "people/one.html",
        person=person,
        who=who,
        banner=banner.why(person, who, share=share, sight=sight, standing=sharing.standing),
        is_held=happening.is_held(history.timeline, agency=by.organisation.name),
        entries=happening.drawn(happenings if wants_all else happenings[:SHOWN]),
        earlier=0 if wants_all else max(0, len(happenings) - SHOWN),
        only_notes=only_notes,
        fields=knowing.by_field(who, queries.current(learnt), sight=sight),
        looks=looks[:IN_THE_CARD],
        look_count=len(looks),
    )


@require_safe
@with_person
def facts(request: WorkerRequest, person: "Person") -> HttpResponse:
    """All that is known, field by field."""
    if person.erased_at:
        return _erased(request, person)
    who = identity.read(person)
    sight = queries.fields_in_sight(person, request.user)
    fields = knowing.by_field(who, queries.facts(person), sight=sight)
    return page(
        request,
        "people/facts.html",
        person=person,
        who=who,
        groups=knowing.groups(fields),
        locked=[field for field in fields if field.is_locked],
        empty=[field for field in fields if not field.is_locked and not field.lines],
    )


@require_safe
@with_person
def looks(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Everybody who looked, and who tried and might not."""
    people.read_looks(person, by=request.user, at=now())
    lines = happening.looked(queries.looks(person), by=request.user)
    return page(request, "people/looks.html", person=person, who=identity.read(person), looks=lines)


def _erased(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Say that they were erased, and by whom; nothing else is left to say."""
    told = [one for one in queries.timeline(person) if one.act in _ERASED]
    return page(request, "people/erased.html", person=person, entries=happening.drawn(told))


def _number(wanted: str) -> int:
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 1
