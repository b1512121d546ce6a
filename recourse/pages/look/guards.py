"""Who may open a page; what may not be seen is not there, and the attempt stays in the ledger."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.module_loading import import_string
from django.utils.timezone import now

from recourse.pages.look import errors
from recourse.records.ledger import actions as ledger
from recourse.records.people import actions as people
from recourse.records.people import queries

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Person

View = Callable[..., HttpResponse]
Thing = TypeVar("Thing")
CASEWORK = ("outreach", "entitlement", "link", "manager")
LANDLORD = "landlord"
EVERYBODY = (*CASEWORK, "commissioner", LANDLORD)
METHODS = ("GET", "HEAD", "POST")


class WorkerRequest(HttpRequest):
    """A request by somebody signed in."""

    user: "Worker"


def open_to_all(view: View) -> View:
    """A page for anybody, signed in or not."""
    return _guarded(view, by="open_to_all")


def for_workers(*roles: str) -> Callable[[View], View]:
    """A page for signed-in workers: of every role but a landlord's, or of the roles named."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: WorkerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            if not request.user.is_authenticated:
                return errors.not_signed_in(request)
            if request.user.role not in (roles or EVERYBODY[:-1]):
                return errors.nothing_here(request)
            return view(request, *args, **kwargs)

        return _guarded(guarded, by="for_workers")

    return guard


def with_person(view: View) -> View:
    """Give the view the person named by `person_id` in the address, and write the look to the ledger."""

    @for_workers()
    @wraps(view)
    def guarded(request: WorkerRequest, person_id: UUID, **kwargs: Any) -> HttpResponse:
        person = queries.one(person_id) if request.user.role in CASEWORK else None
        if person is None:
            people.look_refused(person_id, by=request.user, at=now())
            return errors.unseen(request)
        return _looked(request, person, lambda: view(request, person, **kwargs))

    return _guarded(guarded, by="with_person")


def with_one(
    kind: str,
    load: Callable[[UUID], Thing | None],
    *,
    whose: "Callable[[Thing], Person | None] | None" = None,
) -> Callable[[View], View]:
    """Give the view the thing named by `{kind}_id` in the address; `whose` is the person whose page it is."""

    def guard(view: View) -> View:
        @for_workers(*CASEWORK)
        @wraps(view)
        def guarded(request: WorkerRequest, **kwargs: Any) -> HttpResponse:
            wanted: UUID = kwargs.pop(f"{kind}_id")
            thing = load(wanted)
            if thing is None:
                refused = {"id": str(wanted)}
                ledger.record(by=request.user, act=f"{kind}.look_refused", at=now(), detail=refused)
                return errors.unseen(request)
            person = whose(thing) if whose else None
            return _looked(request, person, lambda: view(request, thing, **kwargs))

        return _guarded(guarded, by=f"with_{kind}")

    return guard


def fresh(view: View) -> View:
    """Ask for a sign-in at most five minutes old; stands inside the guard.

    Whoever has to prove themselves again is asked at the same address, and what they had posted goes on
    from there. In the demonstration there is nothing to prove.
    """
    return fresh_when(lambda request: True)(view)


def fresh_when(wanted: Callable[[WorkerRequest], bool]) -> Callable[[View], View]:
    """Ask for a fresh sign-in for those requests to a page that want one."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: WorkerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not settings.DEMONSTRATION and wanted(request):
                asked: HttpResponse | None = import_string(settings.ASK_AGAIN)(request)
                if asked is not None:
                    return asked
            return view(request, *args, **kwargs)

        guarded.wants_fresh = True  # type: ignore[attr-defined]
        return guarded

    return guard


def _looked(
    request: WorkerRequest, person: "Person | None", answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """Answer, and write the look: before a page is read, and after a post that was answered with a page."""
    if person is not None and request.method != "POST":
        people.look(person, by=request.user, at=now())
    answered = answer()
    if person is not None and request.method == "POST" and answered.status_code in (200, 201, 409):
        people.look(person, by=request.user, at=now())
    return answered


def _guarded(view: View, *, by: str) -> View:
    view.guarded_by = by  # type: ignore[attr-defined]
    return view
