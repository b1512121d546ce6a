"""One transaction round the whole request, and within it the sight of the worker who asks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.timezone import now

from recourse.pages.look import errors, receipts, unreadable
from recourse.records.directory.acting import acting_to_the_end
from recourse.records.ledger import reads
from recourse.records.people import actions as people
from recourse.records.sealing import refusals, subjects

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

Answering = Callable[[HttpRequest], HttpResponse]


class StreamRefused(Exception):
    """A streamed answer would be made after the worker's sight has ended."""


class OneTransaction:
    """All that a request does is kept, or none of it, and its answer is made before that is decided."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            with subjects.as_they_stand(), transaction.atomic():
                answer = self.get_response(request)
                self._finish(answer)
                if getattr(getattr(request, "session", None), "was_lost", False):
                    transaction.set_rollback(True)  # the answer says that nothing was saved
                unreadable.undo(request)
        except Exception as fault:
            if not errors.is_gone(fault):
                raise
            return errors.down(request)
        unreadable.note(request)
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The database went while a page was being made, or something sealed could not be opened."""
        if isinstance(exception, refusals.Refused):
            return unreadable.answer(request, exception)
        return errors.down(request) if errors.is_gone(exception) else None

    @staticmethod
    def _finish(answer: HttpResponse) -> None:
        if answer.streaming:
            raise StreamRefused("An answer may not be streamed: make it whole inside the request.")
        if isinstance(answer, SimpleTemplateResponse) and not answer.is_rendered:
            answer.render()
        if answer.status_code >= 500:
            transaction.set_rollback(True)


class Sight:
    """A signed-in worker sees what shares and agency allow, for the length of the request and no longer."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        by, at = request.user, now()
        with acting_to_the_end(by, at=at):
            with reads.gathering() as reading:
                answer = self.get_response(request)
                if isinstance(answer, SimpleTemplateResponse) and not answer.is_rendered:
                    answer.render()
            if answer.status_code < 500:
                answer = _read(request, reading, answer, by=by, at=at)
        return answer


def _read(
    request: HttpRequest, reading: reads.Reading, answer: HttpResponse, *, by: "Worker", at: datetime
) -> HttpResponse:
    """Write down what was read; show it, or, when it is too much for an hour, a page that says so."""
    if 300 <= answer.status_code < 400:
        reading.named.clear()
    match = request.resolver_match
    budget = people.read(
        reading,
        page=match.view_name if match else "",
        tell_at=settings.READING_TOLD_AT,
        stop_at=settings.READING_STOPPED_AT,
        since=by.last_login or at - timedelta(hours=1),
        by=by,
        at=at,
    )
    if budget is people.Budget.STOPPED:
        return errors.enough(request)
    if budget is people.Budget.TOLD:
        receipts.give(
            request,
            f"You have opened {settings.READING_TOLD_AT} different people in an hour. Your manager is told;"
            f" after {settings.READING_STOPPED_AT} you have to sign in again.",
        )
    return answer
