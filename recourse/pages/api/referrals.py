"""Referrals: those that wait, one of them, sending one, and the services one can refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from ninja import Header, Query, Router

from recourse.pages.api import shapes, telling
from recourse.pages.api.answering import CHANGING, READING, answers, not_so, refused, told
from recourse.pages.look import errors, once
from recourse.pages.look.guards import WorkerRequest, with_person
from recourse.pages.look.problems import problem
from recourse.pages.referring.forms import Sending
from recourse.pages.referring.views import with_referral
from recourse.records.directory import queries as directory
from recourse.records.ledger import reads
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.referrals import actions as referrals
from recourse.records.referrals import queries
from recourse.records.referrals.happenings import AlreadyReferred, NotAgreed, NotTaking, SaidNothing

if TYPE_CHECKING:
    from recourse.records.people.models import Person
    from recourse.records.referrals.models import Referral

A_PAGE = 25
LISTS = {
    "to_answer": queries.waiting_for_us,
    "asked_back": queries.asked_back,
    "unanswered": queries.sent_and_unanswered,
    "refused": queries.refused_to_us,
    "in_hand": queries.in_hand,
}
Which = Literal["to_answer", "asked_back", "unanswered", "refused", "in_hand"]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern="^[A-Za-z0-9_-]{8,64}$",
        description="a name you give this sending: sent again under the same name it is done once",
    ),
]

router = Router(tags=["Referrals"])


@router.get("/services", response=answers(shapes.Services, *READING), url_name="services")
def services(request: WorkerRequest) -> HttpResponse:
    """The services you can refer people to, and how much room they say they have."""
    taking = directory.services_taking_referrals(besides=request.user)
    return told(shapes.Services(services=[telling.service(one) for one in taking]))


@router.get("/referrals", response=answers(shapes.Listing, *READING), url_name="referrals")
def listing(
    request: WorkerRequest,
    which: Annotated[Which, Query(description="those you must answer, or where yours stand")] = "to_answer",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> HttpResponse:
    """Referrals to your services and from your agency, the soonest answer-by day first."""
    wanted: QuerySet[Referral] = LISTS[which](request.user)
    if page == 1:
        reads.usual()
    first = (page - 1) * A_PAGE
    shown = list(wanted[first : first + A_PAGE])
    pages = max(1, -(-wanted.count() // A_PAGE))
    return told(shapes.Listing(referrals=telling.listed(shown), page=page, pages=pages))


@router.get("/referrals/{uuid:referral_id}", response=answers(shapes.Referral, *READING), url_name="referral")
def one(request: WorkerRequest, referral_id: UUID) -> HttpResponse:
    """One referral: what is asked, what was said, and what you can do now."""
    return _one(request, referral_id=referral_id)


@with_referral
def _one(request: WorkerRequest, referral: Referral) -> HttpResponse:
    return told(telling.one(referral, by=request.user))


@router.post("/referrals", response=answers(shapes.Referral, *CHANGING, status=201), url_name="send")
def send(request: WorkerRequest, sent: shapes.Sending, key: Key) -> HttpResponse:
    """Refer a person to a service with which they agreed to be shared."""
    return _send(request, person_id=sent.person, to=sent.to, why=sent.why, asks=sent.asks, key=key)


@with_person
def _send(request: WorkerRequest, person: Person, *, to: UUID, why: str, asks: str, key: str) -> HttpResponse:
    if led_to := once.done(request, key):
        return _again(request, led_to, person, to)
    service = directory.one_service(to)
    if service is None:
        return errors.nothing_here(request)
    form = Sending({"why": why, "asks": asks})
    if not form.is_valid():
        return not_so(form)
    try:
        referral = referrals.send(person, to=service, by=request.user, at=now(), **form.cleaned_data)
    except AlreadyReferred as already:
        return problem(409, "already_referred", str(already))
    except (NotAgreed, NotTaking, SaidNothing, TooLong, Unreadable) as wrong:
        return refused(str(wrong))
    once.remember(request, key, led_to=reverse("api:referral", args=[referral.pk]))
    return told(telling.one(referral, by=request.user), status=201)


def _again(request: WorkerRequest, led_to: str, person: Person, to: UUID) -> HttpResponse:
    """The same key once more: what it led to, unless it was given to another sending."""
    referral = queries.one(UUID(led_to.rstrip("/").rpartition("/")[2]))
    if referral is None or (referral.person_id, referral.to_service_id) != (person.pk, to):
        return problem(409, "key_was_used", "This Idempotency-Key named another sending. Give a new one.")
    return told(telling.one(referral, by=request.user), status=201)
