"""What is done with a referral through the API: the same forms, guards and acts as on its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import now
from ninja import Router

from recourse.pages.api import shapes, telling
from recourse.pages.api.answering import CHANGING, answers, not_so, refused, told
from recourse.pages.look import errors
from recourse.pages.look import forms as look
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.look.problems import problem
from recourse.pages.referring import forms
from recourse.pages.referring.views import with_referral
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.referrals import actions as referrals
from recourse.records.referrals import may, queries
from recourse.records.referrals.happenings import AlreadyAnswered, SaidNothing

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.referrals.models import Referral

Act = Callable[..., None]
May = Callable[["Worker", "Referral"], bool]

router = Router(tags=["Referrals"])


def _either(by: Worker, referral: Referral) -> bool:
    return may.answer(by, referral) or may.answer_back(by, referral)


@router.post(
    "/referrals/{uuid:referral_id}/accept", response=answers(shapes.Referral, *CHANGING), url_name="accept"
)
def accept(request: WorkerRequest, referral_id: UUID, sent: shapes.Accepting) -> HttpResponse:
    """Take the person on for what was asked."""
    return _do(request, referral_id, sent, may.answer, forms.Accepting, referrals.accept)


@router.post(
    "/referrals/{uuid:referral_id}/ask", response=answers(shapes.Referral, *CHANGING), url_name="ask"
)
def ask(request: WorkerRequest, referral_id: UUID, sent: shapes.Asking) -> HttpResponse:
    """Ask the sender for more before answering."""
    return _do(request, referral_id, sent, may.answer, forms.Asking, referrals.ask)


@router.post(
    "/referrals/{uuid:referral_id}/refuse", response=answers(shapes.Referral, *CHANGING), url_name="refuse"
)
def refuse(request: WorkerRequest, referral_id: UUID, sent: shapes.Refusing) -> HttpResponse:
    """Say no, with a coded reason and what the sender can do next."""
    return _do(request, referral_id, sent, may.answer, forms.Refusing, referrals.refuse)


@router.post(
    "/referrals/{uuid:referral_id}/reply", response=answers(shapes.Referral, *CHANGING), url_name="reply"
)
def reply(request: WorkerRequest, referral_id: UUID, sent: shapes.Asking) -> HttpResponse:
    """Answer the receiver's question."""
    return _do(request, referral_id, sent, may.answer_back, forms.Replying, referrals.reply)


@router.post(
    "/referrals/{uuid:referral_id}/take-back",
    response=answers(shapes.Referral, *CHANGING),
    url_name="take_back",
)
def take_back(request: WorkerRequest, referral_id: UUID, sent: shapes.TakingBack) -> HttpResponse:
    """No longer ask."""
    return _do(request, referral_id, sent, may.answer_back, forms.TakingBack, referrals.take_back)


@router.post(
    "/referrals/{uuid:referral_id}/close", response=answers(shapes.Referral, *CHANGING), url_name="close"
)
def close(request: WorkerRequest, referral_id: UUID, sent: shapes.Closing) -> HttpResponse:
    """Say how it ended."""
    return _do(request, referral_id, sent, _either, forms.Closing, referrals.close)


def _do(
    request: WorkerRequest,
    referral_id: UUID,
    sent: shapes.Sent,
    may_do: May,
    kind: type[look.Form],
    act: Act,
) -> HttpResponse:
    form = kind(sent.model_dump(exclude_none=True))
    return _done(request, referral_id=referral_id, form=form, may_do=may_do, act=act)


@with_referral
def _done(
    request: WorkerRequest, referral: Referral, *, form: look.Form, may_do: May, act: Act
) -> HttpResponse:
    if not may_do(request.user, referral):
        return errors.nothing_here(request)
    if not form.is_valid():
        return not_so(form)
    said = {key: value for key, value in form.cleaned_data.items() if key not in ("step", "step_words")}
    try:
        act(referral, by=request.user, at=now(), **said)
    except AlreadyAnswered as late:
        return problem(409, "already_answered", str(late))
    except (SaidNothing, TooLong, Unreadable) as wrong:
        return refused(str(wrong))
    return told(telling.one(queries.one(referral.pk) or referral, by=request.user))
