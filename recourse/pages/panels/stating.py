"""What a scheme goes by: the published page with every version, and the manager's page to change it."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look import errors, receipts
from recourse.pages.look.forms import Hidden
from recourse.pages.look.guards import WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.panels import words
from recourse.pages.panels.forms import Stating, as_typed
from recourse.reasoning.allocation.criteria import NotCriteria
from recourse.records.criteria import actions as criteria
from recourse.records.criteria import may, queries
from recourse.records.criteria.actions import Overtaken
from recourse.records.directory import queries as directory

if TYPE_CHECKING:
    from uuid import UUID

    from recourse.records.directory.models import Organisation

AFTER = "after"


@require_safe
@for_workers()
def ours(request: WorkerRequest) -> HttpResponse:
    """What our own scheme goes by."""
    return _published(request, request.user.organisation, may_change=may.publish(request.user))


@require_safe
@for_workers()
def of_service(request: WorkerRequest, service_id: "UUID") -> HttpResponse:
    """What the scheme behind a service goes by."""
    service = directory.one_service(service_id)
    if service is None:
        return errors.nothing_here(request)
    return _published(request, service.organisation, may_change=False)


def _published(request: WorkerRequest, agency: "Organisation", *, may_change: bool) -> HttpResponse:
    versions, today = queries.versions_of(agency.pk), localdate()
    stands = queries.criteria_of(agency.pk, on=today)
    return page(
        request,
        "panels/criteria.html",
        agency=agency,
        is_ours=agency.pk == request.user.organisation_id,
        stands=stands,
        counts=words.counts(stands.criteria) if stands else [],
        leaves=words.leaves(stands.criteria) if stands else [],
        not_counted=words.not_counted(stands.criteria) if stands else [],
        is_multiplied=stands is not None and stands.criteria.mixture == "multiply",
        never=words.NEVER,
        versions=[(one, words.counts(one.criteria), words.leaves(one.criteria)) for one in versions],
        coming=[
            one for one in versions if one.from_day > today and (not stands or one.number > stands.number)
        ],
        may_change=may_change,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers("manager")
def change(request: WorkerRequest) -> HttpResponse:
    """State anew what our scheme goes by; what was published before stays."""
    if not may.publish(request.user):
        return errors.nothing_here(request)
    agency, today = request.user.organisation, localdate()
    versions = queries.versions_of(agency.pk)
    newest = versions[0].criteria if versions else queries.standard(name=agency.name, on=today)
    start = as_typed(newest) | {"from_day": today, AFTER: len(versions)}
    form = Stating(request.POST if request.method == "POST" else None, initial=start)
    form.fields[AFTER] = Hidden()
    if form.is_valid():
        after = form.cleaned_data[AFTER]
        said: dict[str, Any] = {"from_day": form.cleaned_data["from_day"], "by": request.user, "at": now()}
        try:
            made = criteria.publish(
                form.text(name=agency.name), after=int(after) if _is_number(after) else -1, **said
            )
        except (NotCriteria, Overtaken) as wrong:
            form.add_error(None, str(wrong))
            return _asked(request, form, status=409 if isinstance(wrong, Overtaken) else 200)
        receipts.give(request, f"Published as version {made.number}.")
        return redirect("criteria:ours")
    return _asked(request, form, is_first=not versions)


def _asked(
    request: WorkerRequest, form: Stating, *, is_first: bool = False, status: int = 200
) -> HttpResponse:
    return page(request, "panels/change_criteria.html", status=status, form=form, is_first=is_first)


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 9
