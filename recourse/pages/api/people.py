"""Finding people as one types, for the search box and for programs."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from ninja import Router

from recourse.pages.api import shapes
from recourse.pages.api.answering import POSTING, answers, not_so, told
from recourse.pages.look import days
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.people import finding
from recourse.pages.people.forms import Searching
from recourse.records.people.queries.finding import Listed

router = Router(tags=["People"])


@router.post("/people/search", response=answers(shapes.Finding, *POSTING), url_name="search")
def search(request: WorkerRequest, sent: shapes.Searched) -> HttpResponse:
    """Find people among those you may see; the words are sent in the body and stand in no address."""
    form = Searching({"asked": sent.asked})
    if not form.is_valid():
        return not_so(form)
    found = finding.search(form.cleaned_data["asked"], by=request.user, at_most=sent.at_most)
    return told(shapes.Finding(found=[_found(one) for one in found]))


def _found(one: Listed) -> shapes.Found:
    return shapes.Found(
        id=one.person.pk,
        reference=one.person.reference,
        name=one.identity.display_name,
        nickname=one.identity.nickname if one.identity.name else "",
        place=one.identity.place,
        language=one.identity.language,
        why=finding.why(one),
        touched=days.moment(one.person.touched_at),
        page=reverse("people:one", args=[one.person.pk]),
    )
