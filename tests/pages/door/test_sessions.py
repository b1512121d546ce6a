"""How long a sign-in lasts, who sees it, and how it ends."""

from datetime import timedelta
from hashlib import sha1
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recourse.config.settings import sign_in
from recourse.pages.door import checks, sessions
from recourse.records.access.models import SignIn
from tests import personas
from tests.signing_in import PASSWORD, client_of, code, enrolled

pytestmark = pytest.mark.django_db
LIST = "/people/"


@pytest.fixture
def noor(town: personas.Agencies) -> personas.Worker:
    return enrolled(town.noor)


def in_(minutes: float) -> object:
    """Somewhere in time: everything that reads a clock about sessions reads this one."""
    return mock.patch.object(sessions, "now", return_value=timezone.now() + timedelta(minutes=minutes))


def is_in(client: Client) -> bool:
    return client.get(LIST).status_code == 200


def test_fifteen_minutes_unused_end_a_sign_in(noor: personas.Worker) -> None:
    client = client_of(noor)
    with in_(14.9):
        assert is_in(client)
    with in_(14.9 + 15.2):
        assert not is_in(client)


def test_twelve_hours_end_it_however_busy_one_is(noor: personas.Worker) -> None:
    client = client_of(noor)
    for minutes in range(10, 12 * 60, 10):
        with in_(minutes):
            assert is_in(client), minutes
    with in_(12 * 60 + 0.1):
        assert not is_in(client)


def test_proving_oneself_again_does_not_begin_the_twelve_hours_anew(noor: personas.Worker) -> None:
    client = Client()
    client.post(reverse("door:password"), {"email": noor.email, "password": PASSWORD})
    client.post(reverse("door:code"), {"code": code(noor)})
    began = SignIn.objects.get(worker=noor).started_at
    later = timezone.now() + timedelta(minutes=10)
    with in_(10), mock.patch("recourse.pages.door.again.now", return_value=later):
        shown = code(noor, at=later)
        asked = client.post(reverse("door:add_passkey"), {"again-method": "GET", "again-code": shown})
    assert asked.status_code == 302
    assert abs(SignIn.objects.get(worker=noor).started_at - began) < timedelta(seconds=1)


@pytest.mark.parametrize("asked", ["16", "0", "-1", "", "ten", "15.5"])
def test_the_times_can_be_made_shorter_and_never_longer(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_IDLE_MINUTES", asked)
    with pytest.raises(sign_in.TooLong, match="from 1 to 15"):
        sign_in._at_most("RECOURSE_IDLE_MINUTES", 15)
    monkeypatch.setenv("RECOURSE_IDLE_MINUTES", "5")
    assert sign_in._at_most("RECOURSE_IDLE_MINUTES", 15) == 5


def test_a_shorter_time_holds(noor: personas.Worker, settings: object) -> None:
    settings.SESSION_IDLE = 60
    client = client_of(noor)
    with in_(1.1):
        assert not is_in(client)


def test_ends_with_the_browser_and_the_cookie_is_shut_to_scripts(noor: personas.Worker) -> None:
    client = Client()
    client.post(reverse("door:password"), {"email": noor.email, "password": PASSWORD})
    cookie = client.post(reverse("door:code"), {"code": code(noor)}).cookies["sessionid"]
    assert cookie["max-age"] == "" and cookie["httponly"] and cookie["samesite"] == "Lax"


def test_noor_sees_her_sign_ins_and_ends_one(noor: personas.Worker) -> None:
    phone, desk = client_of(noor), client_of(noor)
    SignIn.objects.filter(key_hash=sessions.hashed(phone.session.session_key)).update(
        device="Chrome on a phone"
    )
    words = desk.get(reverse("door:mine")).content.decode()
    assert "Chrome on a phone" in words and "this one" in words
    lost = SignIn.objects.get(device="Chrome on a phone")
    assert desk.post(reverse("door:end", args=[lost.pk])).status_code == 302
    assert not is_in(phone) and is_in(desk)


def test_noor_ends_all_others_at_once(noor: personas.Worker) -> None:
    others, here = [client_of(noor) for _ in range(3)], client_of(noor)
    here.post(reverse("door:end_others"))
    assert is_in(here) and not any(map(is_in, others))


def test_a_second_press_does_not_take_back_what_the_first_one_said(noor: personas.Worker) -> None:
    client_of(noor)
    here = client_of(noor)
    for _ in range(2):
        here.post(reverse("door:end_others"))
    shown = here.get(reverse("door:mine")).content.decode()
    assert "Signed out everywhere else." in shown and "nowhere else any more" not in shown
    here.post(reverse("door:end_others"))
    assert "You were signed in nowhere else any more." in here.get(reverse("door:mine")).content.decode()


def test_nobody_ends_somebody_else_s(noor: personas.Worker, town: personas.Agencies) -> None:
    sam, theirs = client_of(enrolled(town.sam)), client_of(noor)
    row = SignIn.objects.get(worker=noor)
    assert sam.post(reverse("door:end", args=[row.pk])).status_code == 404
    assert is_in(theirs)


def test_a_new_password_signs_out_everywhere_else(noor: personas.Worker) -> None:
    other, here = client_of(noor), client_of(noor)
    assert (
        here.post(
            reverse("door:change_password"), {"current": PASSWORD, "password": "seven kettles and a kite"}
        ).status_code
        == 302
    )
    assert is_in(here) and not is_in(other)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("short", "at least 12"),
        ("qwertyuiop123456789", ""),
        ("password1234", "Many people use"),
        ("noor.example12", "too much like your name"),
        ("night outreach at ten", "Leave out the names"),
        ("recourse is for me", "Leave out the names"),
    ],
)
def test_a_weak_password_is_refused_with_a_reason(noor: personas.Worker, typed: str, said: str) -> None:
    answer = client_of(noor).post(reverse("door:change_password"), {"current": PASSWORD, "password": typed})
    if said:
        assert said in answer.content.decode(), typed


def test_who_does_not_know_the_old_password_sets_no_new_one_and_is_put_out(noor: personas.Worker) -> None:
    client, said = client_of(noor), {"current": "a guess", "password": "seven kettles and a kite"}
    answers = [client.post(reverse("door:change_password"), said).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert not is_in(client)
    noor.refresh_from_db()
    assert noor.check_password(PASSWORD)


def test_a_long_password_with_blanks_is_kept_to_the_last_letter(noor: personas.Worker) -> None:
    long = "  " + "löwe 字 🦊 " * 12
    client_of(noor).post(reverse("door:change_password"), {"current": PASSWORD, "password": long})
    noor.refresh_from_db()
    assert noor.check_password(long) and not noor.check_password(long.strip())


def test_one_who_is_ended_in_the_middle_of_a_click_does_not_come_back(noor: personas.Worker) -> None:
    client = client_of(noor)
    session = client.session
    assert session["is_whole"]
    SignIn.objects.filter(worker=noor).delete()
    session["late"] = True
    with pytest.raises(sessions.UpdateError):
        session.save()
    assert not is_in(client)


def test_signing_in_adds_no_statement_to_a_page(noor: personas.Worker, settings: object) -> None:
    client = client_of(noor)
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    of_sign_in = [
        query["sql"] for query in asked if "access_" in query["sql"] or "directory_worker" in query["sql"]
    ]
    assert len([sql for sql in of_sign_in if sql.startswith("SELECT")]) == 1, of_sign_in


def test_the_cookie_s_value_is_not_in_the_database(noor: personas.Worker) -> None:
    key = client_of(noor).session.session_key
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(s::text, '') from access_signin s")
        assert key not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MFA_TOTP_INSECURE_BYPASS_CODE", "123456"),
        ("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", True),
        ("MFA_TRUST_ENABLED", True),
        ("ACCOUNT_LOGIN_BY_CODE_ENABLED", True),
        ("AXES_ENABLED", False),
        ("AXES_LOCKOUT_PARAMETERS", ["username"]),
        ("SESSION_IDLE", 16 * 60),
        ("SESSION_LONGEST", 24 * 60 * 60),
        ("FRESH_FOR", 600),
        ("MIDDLEWARE", []),
        ("DEBUG", True),
    ],
)
def test_the_site_refuses_to_start_with_a_way_round(name: str, value: object, settings: object) -> None:
    from recourse.config import starting

    settings.DEMONSTRATION = False
    settings.PASSWORD_HASHERS = sign_in.PASSWORD_HASHERS
    starting.refuse_unsafe()
    setattr(settings, name, value)
    with pytest.raises(starting.Unsafe, match=name if name != "MIDDLEWARE" else "WhoAsks"):
        starting.refuse_unsafe()


def test_behind_a_proxy_it_wants_to_know_how_many(settings: object) -> None:
    settings.DEMONSTRATION = False
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert "RECOURSE_PROXIES" in str(checks.no_way_round(None))
    settings.PROXIES = 1
    assert "RECOURSE_PROXIES" not in str(checks.no_way_round(None))


def test_without_argon2_it_refuses_too(settings: object) -> None:
    settings.DEMONSTRATION = False
    assert "Argon2" in str(checks.no_way_round(None))
    settings.PASSWORD_HASHERS = sign_in.PASSWORD_HASHERS
    assert checks.no_way_round(None) == [] and not configured.DEBUG


@pytest.mark.parametrize("place", range(5))
def test_a_password_of_the_list_of_breached_ones_is_refused(
    noor: personas.Worker, settings: object, tmp_path: Path, place: int
) -> None:
    stolen = [f"seven kettles and {number} kites" for number in range(5)]
    hashes = sorted(sha1(one.encode()).hexdigest().upper() for one in stolen)  # noqa: S324
    (tmp_path / "list").write_text("".join(f"{one}:{number}\n" for number, one in enumerate(hashes)))
    settings.BREACHED_PASSWORDS = str(tmp_path / "list")
    there, client = reverse("door:change_password"), client_of(noor)
    told = client.post(there, {"current": PASSWORD, "password": stolen[place]}).content.decode()
    assert "stolen from another site" in told
    assert client.post(there, {"current": PASSWORD, "password": f"{stolen[place]} fly"}).status_code == 302


def test_a_list_of_breached_passwords_that_cannot_be_read_stops_the_start(settings: object) -> None:
    settings.DEMONSTRATION = False
    settings.BREACHED_PASSWORDS = "/nowhere/at/all"
    assert "RECOURSE_BREACHED" in str(checks.no_way_round(None))
