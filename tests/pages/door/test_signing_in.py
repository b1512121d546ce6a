"""Signing in with a password and a code: what lets in, what does not, and what a stranger learns."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recourse.pages.door import guessing
from recourse.records.access import actions as access
from recourse.records.access.models import SignIn
from recourse.records.access.words import INSTALLATION
from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Organisation
from recourse.records.ledger import queries as ledger
from tests import personas
from tests.signing_in import PASSWORD, client_of, code, enrolled

pytestmark = pytest.mark.django_db
DOOR = {"email": "noor.example@wrenfield-night-outreach.example", "password": PASSWORD}


def acts(agency: Organisation, *wanted: str) -> list[str]:
    with acting_for(agency, at=timezone.now()):
        return [entry.act for entry in ledger.of_agency(agency.pk) if entry.act in wanted or not wanted]


@pytest.fixture
def noor(town: personas.Agencies) -> personas.Worker:
    return enrolled(town.noor)


def first(client: Client, **changed: str) -> object:
    return client.post(reverse("door:password"), DOOR | changed)


def second(client: Client, typed: str) -> object:
    return client.post(reverse("door:code"), {"code": typed})


def test_noor_signs_in_with_password_and_code_and_the_ledger_knows(
    town: personas.Agencies, noor: personas.Worker
) -> None:
    client = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari"})
    assert first(client).url == reverse("door:code")
    assert client.get(reverse("people:all")).status_code == 302
    answer = second(client, code(noor))
    assert answer.url == reverse("work:mine")
    assert client.get(reverse("people:all")).status_code == 200
    assert SignIn.objects.get(worker=noor).device == "Chrome on an Android device"
    assert acts(noor.organisation, "access.come_in") == ["access.come_in"]


def test_the_address_may_be_typed_in_capitals(noor: personas.Worker) -> None:
    assert first(Client(), email=DOOR["email"].upper()).url == reverse("door:code")


def test_a_code_works_once(noor: personas.Worker) -> None:
    one, other = Client(), Client()
    first(one), first(other)
    shown = code(noor)
    assert second(one, shown).status_code == 302
    assert "used already" in second(other, shown).content.decode()
    assert other.get(reverse("people:all")).status_code == 302


def test_a_recovery_code_works_once(noor: personas.Worker) -> None:
    kept = access.give_recovery_codes(by=noor, at=timezone.now())
    one, other = Client(), Client()
    first(one), first(other)
    assert second(one, f"{kept[3][:2]}-{kept[3][2:].upper()}").status_code == 302
    assert second(other, kept[3]).status_code == 200
    assert second(other, kept[4]).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("select data::text from mfa_authenticator where type = 'recovery_codes'")
        assert kept[5] not in cursor.fetchone()[0]


def test_the_key_of_the_session_changes_at_every_step(noor: personas.Worker) -> None:
    client = Client()
    client.get(reverse("door:enter"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = session.session_key
    keys = {session.session_key}
    first(client)
    keys.add(client.session.session_key)
    second(client, code(noor))
    keys.add(client.session.session_key)
    assert len(keys) == 3
    assert "planted" not in client.session
    stranger = Client()
    stranger.cookies["sessionid"] = session.session_key
    assert stranger.get(reverse("people:all")).status_code == 302


def test_a_forged_session_is_nobody_s(noor: personas.Worker) -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    assert client.get(reverse("people:all")).status_code == 302
    real = client_of(noor)
    stolen = SignIn.objects.get(worker=noor)
    thief = Client()
    thief.cookies["sessionid"] = stolen.key_hash[:32]
    assert thief.get(reverse("people:all")).status_code == 302
    SignIn.objects.filter(pk=stolen.pk).update(data="e30:forged:data")
    assert real.get(reverse("people:all")).status_code == 302


def test_a_stranger_learns_nothing_about_who_works_here(noor: personas.Worker, town: object) -> None:
    def tried(name: str) -> tuple[int, str, int]:
        client = Client(REMOTE_ADDR="203.0.113.9")
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(reverse("door:password"), {"email": name, "password": "not the password"})
        words = answer.content.decode()
        for changing in (name, client.cookies["csrftoken"].value if "csrftoken" in client.cookies else name):
            words = words.replace(changing, "")
        return answer.status_code, without_tokens(words), len(asked)

    known, unknown = tried(DOOR["email"]), tried("nobody.atall@wrenfield-night-outreach.example")
    invited = tried(town.sam.email)
    assert known[:2] == unknown[:2] == invited[:2]
    assert abs(known[2] - unknown[2]) <= 1


def without_tokens(words: str) -> str:
    import re

    return re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", words)


def test_the_same_hashing_is_done_for_nobody_as_for_noor(noor: personas.Worker) -> None:
    for name in (DOOR["email"], "nobody@wrenfield.example"):
        with mock.patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", return_value="x") as encode:
            first(Client(), email=name, password="wrong")
        assert encode.call_count == 1, name


def test_what_nobody_typed_is_in_the_installation_s_chain_and_not_in_clear(town: personas.Agencies) -> None:
    first(Client(), email="My-Secret-Passw0rd", password="typed in the wrong box")
    installation = Organisation(pk=INSTALLATION)
    assert acts(installation) == ["access.refuse"]
    with connection.cursor() as cursor:
        for table in ("ledger_entry", "axes_accessattempt", "access_signin"):
            cursor.execute(f"select coalesce(string_agg({table}::text, ''), '') from {table}")  # noqa: S608
            kept = cursor.fetchone()[0]
            assert "Secret" not in kept and "wrong box" not in kept, table


def test_noor_s_wrong_tries_are_in_her_agency_s_chain(noor: personas.Worker) -> None:
    first(Client(), password="wrong")
    assert acts(noor.organisation, "access.refuse") == ["access.refuse"]


def test_five_wrong_tries_shut_out_whoever_guesses_and_not_noor(noor: personas.Worker) -> None:
    thief, victim = Client(REMOTE_ADDR="203.0.113.5"), Client(REMOTE_ADDR="198.51.100.7")
    answers = [first(thief, password=f"guess {number}").status_code for number in range(7)]
    assert answers == [200, 200, 200, 200, 429, 429, 429]
    assert first(thief).status_code == 429
    assert acts(noor.organisation, "access.shut_out") == ["access.shut_out"]
    assert first(victim).url == reverse("door:code")
    assert second(victim, code(noor)).status_code == 302
    later = timezone.now() + timedelta(minutes=15, seconds=1)
    with mock.patch("axes.handlers.proxy.now", return_value=later):
        assert first(thief).url == reverse("door:code")


def test_guessing_codes_shuts_out_too(noor: personas.Worker) -> None:
    thief = Client()
    first(thief)
    answers = []
    for _ in range(6):
        answers.append(second(thief, "123456").status_code)
        first(thief)
    assert answers[:4] == [200] * 4 and set(answers[4:]) <= {429, 302}
    assert thief.get(reverse("people:all")).status_code == 302


def test_a_neighbour_behind_the_same_address_is_not_shut_out(
    town: personas.Agencies, noor: personas.Worker
) -> None:
    for number in range(6):
        first(Client(), password=f"guess {number}")
    sam = enrolled(town.sam)
    assert first(Client(), email=sam.email).url == reverse("door:code")


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", "9.9.9.9"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "what is this", "127.0.0.1"),
    ],
)
def test_an_address_comes_from_a_header_only_as_far_as_our_proxies_wrote_it(
    proxies: int, said: str, address: str, settings: object, rf: object
) -> None:
    settings.PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="9.9.9.9", HTTP_X_FORWARDED_FOR=said)
    assert guessing.address_of(request) == address


@pytest.mark.parametrize(
    "there", ["https://elsewhere.example/", "//elsewhere.example/", "\\\\elsewhere.example", "javascript:x()"]
)
def test_signing_in_leads_on_only_to_our_own_pages(noor: personas.Worker, there: str) -> None:
    client = Client()
    first(client, next=there)
    assert second(client, code(noor)).url == reverse("work:mine")


def test_signing_in_leads_on_to_where_one_was_going(noor: personas.Worker) -> None:
    client = Client()
    asked = client.get(reverse("people:all"))
    assert 'name="next" value="/people/"' in client.get(asked.url).content.decode()
    first(client, next="/people/")
    assert second(client, code(noor)).url == "/people/"


def test_who_was_half_in_and_waited_begins_again(noor: personas.Worker) -> None:
    client = Client()
    first(client)
    later = timezone.now() + timedelta(minutes=6)
    with mock.patch("recourse.pages.door.entering.now", return_value=later):
        assert client.get(reverse("door:code")).url == reverse("door:enter")


def test_a_worker_who_has_left_cannot_come_in(noor: personas.Worker) -> None:
    noor.is_active = False
    noor.save()
    assert "do not belong together" in first(Client()).content.decode()


def test_leaving_leaves_nothing_and_clears_the_browser(noor: personas.Worker) -> None:
    client = client_of(noor)
    answer = client.post(reverse("door:leave"))
    assert answer.url == reverse("door:enter") and '"cache"' in answer["Clear-Site-Data"]
    assert client.get(reverse("people:all")).status_code == 302
    assert SignIn.objects.filter(worker=noor).count() == 0
    assert acts(noor.organisation, "access.go_out") == ["access.go_out"]
