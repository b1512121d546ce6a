"""Nothing opens before a second proof is set up and used: every address of the site is tried."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recourse.pages.door import onetime, who
from recourse.records.access import actions as access
from tests import personas
from tests.house.test_pages import EVERY_PAGE, address
from tests.signing_in import PASSWORD, client_of, enrolled

pytestmark = pytest.mark.django_db
OF_SETTING_UP = {
    "door/begin/",
    "door/begin/passkey/",
    "door/begin/passkey/question/",
    "door/begin/password/",
    "door/begin/app/",
}
OWN = OF_SETTING_UP | {"door/", "door/leave/"}


@pytest.fixture
def newcomer(town: personas.Agencies) -> Client:
    """Noor, who has a password and nothing else, just come in with it."""
    access.set_password(password=PASSWORD, by=town.noor, at=timezone.now())
    client = Client()
    answer = client.post(reverse("door:password"), {"email": town.noor.email, "password": PASSWORD})
    assert answer.url == reverse("door:begin")
    return client


def told(client: Client, method: str, route: str) -> tuple[int, str]:
    answer = getattr(client, method)(address(route))
    return answer.status_code, answer.headers.get("Location", "")


def test_for_somebody_without_a_second_proof_the_site_is_as_shut_as_for_a_stranger(newcomer: Client) -> None:
    assert len(EVERY_PAGE) > 60
    wrong = []
    for route in EVERY_PAGE:
        if route in OWN:
            continue
        for method in ("get", "post"):
            theirs, strangers = told(newcomer, method, route), told(Client(), method, route)
            if theirs != strangers:
                wrong.append((method, route, theirs, strangers))
    assert wrong == []


def test_a_stranger_comes_to_no_page_but_the_door(town: personas.Agencies) -> None:
    wrong = []
    for route, pattern in EVERY_PAGE.items():
        if pattern.callback.guarded_by == "open_to_all":
            continue
        for method in ("get", "post"):
            status, there = told(Client(), method, route)
            is_shut = status in (401, 405) or (status == 302 and there.startswith("/door/"))
            if not is_shut:
                wrong.append((method, route, status, there))
    assert wrong == []


def test_the_pages_of_setting_up_open_and_the_door_leads_to_them(newcomer: Client) -> None:
    assert newcomer.get(reverse("door:enter")).url == reverse("door:begin")
    assert newcomer.get(reverse("door:begin")).status_code == 200
    assert newcomer.get(reverse("door:begin_app")).status_code == 200
    assert newcomer.post(reverse("door:leave")).url == reverse("door:enter")
    assert newcomer.get(reverse("door:begin")).url == reverse("door:enter")


def test_setting_up_is_not_open_to_who_has_done_it(town: personas.Agencies) -> None:
    noor = client_of(enrolled(town.noor))
    for route in OF_SETTING_UP:
        assert told(noor, "post", route) == (302, reverse("door:enter")), route


def test_once_it_is_done_in_one_browser_nobody_goes_on_setting_up_in_another(
    newcomer: Client, town: personas.Agencies
) -> None:
    assert newcomer.get(reverse("door:begin_app")).status_code == 200
    access.add_app(secret=onetime.new_secret(town.noor), step=0, by=town.noor, at=timezone.now())
    again = Client()
    again.post(reverse("door:password"), {"email": town.noor.email, "password": PASSWORD})
    for half_in in (newcomer, again):
        for route in OF_SETTING_UP:
            assert told(half_in, "post", route) == (302, reverse("door:enter")), route


def test_a_sign_in_that_skipped_the_second_proof_opens_nothing(town: personas.Agencies) -> None:
    client = client_of(enrolled(town.noor))
    assert client.get(reverse("people:all")).status_code == 200
    session = client.session
    session[who.IS_WHOLE] = False
    session.save()
    assert client.get(reverse("people:all")).status_code == 302


def test_who_loses_the_last_second_proof_is_nobody_on_the_next_click(town: personas.Agencies) -> None:
    client = client_of(enrolled(town.noor))
    town.noor.authenticator_set.all().delete()
    assert client.get(reverse("people:all")).status_code == 302
