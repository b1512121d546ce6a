"""The signed heads of one's own agency, each as a file, and the address they go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.outside import mail
from recourse.pages.ledger.forms import Address
from recourse.pages.look import errors, receipts, seen
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, fresh, with_one
from recourse.pages.look.page import page
from recourse.records.directory import actions as directory
from recourse.records.directory import may as directory_may
from recourse.records.ledger import actions as ledger
from recourse.records.ledger import heads as signed
from recourse.records.ledger import signing
from recourse.records.people import actions as people
from recourse.records.people.queries import watching

if TYPE_CHECKING:
    from uuid import UUID

    from recourse.records.people.models import Overread

SHOWN = 31
with_overread = with_one("overread", watching.one_overread)


@require_safe
@for_workers(*CASEWORK)
def heads(request: WorkerRequest) -> HttpResponse:
    """The heads of the last month, and whether they have gone out."""
    agency = request.user.organisation
    newest = signing.newest(agency.pk, at_most=SHOWN)
    return page(
        request,
        "ledger/heads.html",
        agency=agency,
        heads=newest,
        fingerprint=signed.fingerprint(bytes(newest[0].public_key)) if newest else "",
        relay=_has_relay(),
        may_say=directory_may.keep_the_ledger(request.user, agency.pk),
    )


@require_safe
@for_workers(*CASEWORK)
def file(request: WorkerRequest, head_id: UUID) -> HttpResponse:
    """One head, to be kept elsewhere."""
    head = signing.one(head_id)
    if head is None:
        return errors.nothing_here(request)
    ledger.record(by=request.user, act="ledger.take_head", at=now(), detail={"day": head.day})
    answer = HttpResponse(signing.as_head(head).file, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{head.file_name}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers(*CASEWORK)
@fresh
def address(request: WorkerRequest) -> HttpResponse:
    """Say where the heads go."""
    agency = request.user.organisation
    if not directory_may.keep_the_ledger(request.user, agency.pk):
        return errors.nothing_here(request)
    seen.hold(request, f"directory.send_heads_to {agency.pk}")
    agency.refresh_from_db(fields=["heads_to"])
    stands = agency.heads_to
    form = Address(request.POST if request.method == "POST" else None, initial={"address": stands})
    seen.carry(form, stands)
    stale = seen.is_stale(form, stands, says={"They go to": stands})
    if stale or not form.is_valid():
        return page(request, "ledger/address.html", status=409 if stale else 200, form=form)
    try:
        directory.send_heads_to(agency, address=form.cleaned_data["address"], by=request.user, at=now())
        receipts.give(request, "Said. The next head goes there.")
    except directory.AlreadySaid as already:
        receipts.give(request, str(already))
    return redirect("ledger:heads")


@require_http_methods(["GET", "HEAD", "POST"])
@with_overread
def reading(request: WorkerRequest, overread: Overread) -> HttpResponse:
    """A colleague who read of many people; say that one has asked them."""
    by = request.user
    if not directory_may.see_to_others(by) or overread.worker_id == by.pk:
        return errors.nothing_here(request)
    if request.method != "POST":
        return page(request, "ledger/reading.html", overread=overread)
    try:
        people.answer_overread(overread, by=by, at=now())
        receipts.give(request, "Settled.")
    except people.AlreadyAnswered as already:
        receipts.give(request, str(already))
    return redirect("work:mine")


def _has_relay() -> bool:
    try:
        return mail.relay() is not None
    except (ValueError, OSError):
        return False
