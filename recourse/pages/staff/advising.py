"""Which worker may give immigration advice, at which level, as the public registers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from recourse.pages.look import receipts
from recourse.pages.look.guards import WorkerRequest, fresh
from recourse.pages.look.page import page
from recourse.pages.staff.forms import Registering
from recourse.pages.staff.views import with_colleague
from recourse.records.access import actions as access
from recourse.records.access import queries

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker


@with_colleague
@fresh
def adviser(request: WorkerRequest, worker: Worker) -> HttpResponse:
    """As what a worker may give immigration advice here, and recording that."""
    form = Registering(request.POST if request.method == "POST" else None, initial={"first_day": localdate()})
    if form.is_valid():
        try:
            access.register(worker, **form.cleaned_data, by=request.user, at=now())
        except access.AlreadyRegistered as already:
            receipts.give(request, str(already))
            return redirect("staff:adviser", worker.pk)
        except access.NotRegistered as wrong:
            form.add_error(None, str(wrong))
        else:
            receipts.give(request, "Recorded. It holds from their next answer.")
            return redirect("staff:adviser", worker.pk)
    standing = queries.registration(worker, on=localdate())
    earlier = [one for one in queries.registrations(worker) if one != standing]
    return page(
        request, "staff/adviser.html", colleague=worker, form=form, standing=standing, earlier=earlier
    )


@require_POST
@with_colleague
@fresh
def no_adviser(request: WorkerRequest, worker: Worker) -> HttpResponse:
    """Say that a worker gives no immigration advice here any more."""
    try:
        access.end_registration(worker, by=request.user, at=now())
        receipts.give(request, "Ended. From now on they see the general form.")
    except access.AlreadyEnded as already:
        receipts.give(request, str(already))
    return redirect("staff:adviser", worker.pk)
