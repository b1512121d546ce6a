"""What cannot be undone wants a sign-in at most five minutes old, and nothing written is lost on the way."""

from datetime import timedelta
from unittest import mock

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from recourse.pages.look import guards
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.people.models import Share
from tests import personas
from tests.house.test_pages import patterns
from tests.signing_in import PASSWORD, client_of, code, enrolled

pytestmark = pytest.mark.django_db
# Every page that gives something away, or changes who may do what.
WANT_FRESH = {
    "disclosing:check",
    "door:add_passkey",
    "door:change_password",
    "door:connect_app",
    "door:end",
    "door:end_others",
    "door:new_codes",
    "door:remove",
    "emergency:ask",
    "emergency:decide",
    "homes:give_out",
    "homes:give_out_states",
    "homes:give_out_stays",
    "homes:told",
    "hosts:step",
    "ledger:address",
    "people:erase",
    "refusals:ask",
    "refusals:check",
    "refusals:status",
    "sharing:agree",
    "staff:adviser",
    "staff:invite",
    "staff:invite_again",
    "staff:leave",
    "staff:no_adviser",
    "staff:one",
    "staff:sign_out",
    "statement:give",
}


@pytest.fixture
def town(settings: object) -> personas.Agencies:
    settings.DEMONSTRATION = False
    town = personas.agencies()
    enrolled(town.noor)
    return town


@pytest.fixture
def noor(town: personas.Agencies) -> Client:
    """Noor, signed in an hour ago."""
    return client_of(town.noor, proved_at=timezone.now() - timedelta(hours=1))


def proof(worker: personas.Worker, method: str = "POST") -> dict[str, str]:
    return {"again-method": method, "again-code": code(worker)}


def names(found: dict[str, URLPattern]) -> set[str]:
    resolver = get_resolver()
    kept = set()
    for route, pattern in found.items():
        if getattr(pattern.callback, "wants_fresh", False):
            kept.add(resolver.resolve("/" + example(route)).view_name)
    return kept


def example(route: str) -> str:
    from tests.house.test_pages import address

    return address(route).lstrip("/")


def sharing(town: personas.Agencies, step: str) -> dict[str, str]:
    return {
        "service": str(town.hosting.service.pk),
        "fields": "name",
        "purpose": "A bed for the winter.",
        "step": step,
    }


def test_these_pages_and_no_others_want_a_fresh_sign_in() -> None:
    assert names(dict(patterns(get_resolver()))) == WANT_FRESH


def test_an_old_sign_in_is_asked_again_and_what_was_written_is_kept(
    town: personas.Agencies, noor: Client
) -> None:
    amina = personas.amina(town.noor)
    there = reverse("sharing:agree", args=[amina.pk])
    asked = noor.post(there, sharing(town, "agree"))
    words = asked.content.decode()
    assert asked.status_code == 403 and "Is it still you?" in words
    assert 'name="purpose" value="A bed for the winter."' in words
    assert Share.objects.count() == 0
    wrong = noor.post(there, sharing(town, "agree") | {"again-method": "POST", "again-code": "000000"})
    assert wrong.status_code == 403 and "That did not prove that it is you." in wrong.content.decode()
    before = noor.session.session_key
    right = noor.post(there, sharing(town, "agree") | proof(town.noor))
    assert noor.session.session_key != before
    assert right.status_code == 200 and "Is it still you?" not in right.content.decode()


def test_whoever_has_a_passkey_proves_by_it_and_a_password_proves_nothing(town: personas.Agencies) -> None:
    queries.factors_of_kind(town.noor).delete()
    access.add_passkey(name="Telephone", credential={"id": "x"}, by=town.noor, at=timezone.now())
    noor = client_of(town.noor, proved_at=timezone.now() - timedelta(hours=1))
    there = reverse("sharing:agree", args=[personas.amina(town.noor).pk])
    asked = noor.post(there, sharing(town, "agree")).content.decode()
    assert "Use your passkey" in asked and "again-password" not in asked and "again-code" not in asked
    tried = {"again-method": "POST", "again-password": PASSWORD, "again-code": PASSWORD}
    assert noor.post(there, sharing(town, "agree") | tried).status_code == 403


def test_a_password_that_was_typed_is_not_written_back_into_the_page_that_asks(
    town: personas.Agencies, noor: Client
) -> None:
    typed = {"current": PASSWORD, "password": "seven kettles and a kite"}
    asked = noor.post(reverse("door:change_password"), typed)
    words = asked.content.decode()
    assert asked.status_code == 403 and PASSWORD not in words and "seven kettles" not in words
    after = noor.post(reverse("door:change_password"), proof(town.noor)).content.decode()
    assert "Type the password you have now." in after


def test_five_minutes_later_it_is_asked_again(town: personas.Agencies, noor: Client) -> None:
    there = reverse("sharing:agree", args=[personas.amina(town.noor).pk])
    noor.post(there, sharing(town, "agree") | proof(town.noor))
    assert noor.post(there, sharing(town, "agree")).status_code == 200
    later = timezone.now() + timedelta(minutes=5, seconds=1)
    with mock.patch("recourse.pages.door.again.now", return_value=later):
        assert noor.post(there, sharing(town, "agree")).status_code == 403


def test_a_page_that_only_reads_is_not_asked(town: personas.Agencies, noor: Client) -> None:
    assert noor.get(reverse("sharing:agree", args=[personas.amina(town.noor).pk])).status_code == 200


def test_in_the_demonstration_there_is_nothing_to_prove(settings: object) -> None:
    town = personas.agencies()
    client = Client()
    client.force_login(town.noor)
    there = reverse("sharing:agree", args=[personas.amina(town.noor).pk])
    assert client.post(there, sharing(town, "agree")).status_code == 200


def test_the_guard_says_that_it_is_there() -> None:
    @guards.for_workers()
    @guards.fresh
    def view(request: object) -> None:
        raise AssertionError

    assert view.wants_fresh and view.guarded_by == "for_workers"
