"""One transaction round a request: all of it or nothing, and a database that is gone is said plainly."""

from unittest import mock

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse
from django.utils.timezone import now

from recourse.pages.look import transaction
from recourse.pages.look.guards import WorkerRequest, for_workers, open_to_all
from recourse.records.people import actions as people
from recourse.records.people import queries
from tests import personas

pytestmark = pytest.mark.django_db
DOWN = "Recourse is down."


@for_workers()
def adds_and_breaks(request: WorkerRequest) -> HttpResponse:
    people.add(nickname="Blue Hat", by=request.user, at=now())
    raise RuntimeError("a fault of ours")


@for_workers()
def adds_and_loses_the_database(request: WorkerRequest) -> HttpResponse:
    people.add(nickname="Blue Hat", by=request.user, at=now())
    raise OperationalError("server closed the connection unexpectedly")


@open_to_all
def streams(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b"too late"]))


def routed() -> list[object]:
    from recourse.config import urls

    return [
        *urls.urlpatterns,
        path("breaks/", adds_and_breaks),
        path("loses/", adds_and_loses_the_database),
        path("streams/", streams),
    ]


urlpatterns = routed()
handler500 = "recourse.pages.look.errors.broken"
handler404 = "recourse.pages.look.errors.nothing_here"


@pytest.fixture
def noor() -> personas.Worker:
    return personas.agencies().noor


@pytest.fixture
def client(noor: personas.Worker, settings: object) -> Client:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    client.force_login(noor)
    return client


def everybody(noor: personas.Worker) -> list[object]:
    with personas.as_(noor):
        return list(queries.visible())


@pytest.mark.filterwarnings("ignore")
def test_a_fault_keeps_nothing_half_done(client: Client, noor: personas.Worker) -> None:
    answer = client.get("/breaks/")
    assert answer.status_code == 500
    assert "Nothing half-done was saved" in answer.content.decode()
    assert everybody(noor) == []


def test_a_database_lost_on_the_way_is_said_and_nothing_is_kept(
    client: Client, noor: personas.Worker
) -> None:
    answer = client.get("/loses/")
    assert answer.status_code == 503
    assert DOWN in answer.content.decode() and answer["Cache-Control"] == "no-store"
    assert everybody(noor) == []


@pytest.mark.parametrize("gone", [OperationalError, InterfaceError])
def test_a_database_that_is_not_there_gives_a_plain_page(gone: type[Exception]) -> None:
    def nothing(request: HttpRequest) -> HttpResponse:
        raise AssertionError("the view ran without a transaction")

    with mock.patch("django.db.transaction.Atomic.__enter__", side_effect=gone("no server")):
        answer = transaction.OneTransaction(nothing)(RequestFactory().get("/"))
    assert answer.status_code == 503 and DOWN in answer.content.decode()


def test_a_session_that_cannot_be_read_gives_the_same_page(client: Client) -> None:
    with mock.patch("recourse.pages.door.sessions.SessionStore.load", side_effect=OperationalError("gone")):
        answer = client.get(reverse("people:all"))
    assert answer.status_code == 503 and DOWN in answer.content.decode()


def test_a_streamed_answer_is_refused(client: Client) -> None:
    assert client.get("/streams/").status_code == 500


def test_after_the_request_nobody_is_in_sight(client: Client, noor: personas.Worker) -> None:
    personas.amina(noor)
    assert client.get(reverse("people:all")).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("select recourse_agency()")
        assert cursor.fetchone() == (None,)


def test_a_page_of_a_signed_in_worker_is_never_kept_by_the_browser(client: Client) -> None:
    assert client.get(reverse("people:all"))["Cache-Control"] == "no-store"


def test_health_needs_nobody_signed_in() -> None:
    assert Client().get(reverse("look:healthz")).content == b"ok\n"
