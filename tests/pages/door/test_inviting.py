"""A manager lets somebody in, changes what they do, and ends it; an invitation works once."""

import re
from datetime import timedelta
from unittest import mock
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recourse.pages.door import sessions
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.access.models import Invitation, SignIn
from recourse.records.directory.may import MayNot
from recourse.records.directory.models import Worker
from recourse.records.directory.words import Role
from recourse.records.ledger import queries as ledger
from tests import personas
from tests.signing_in import PASSWORD, client_of, enrolled, shown_by

pytestmark = pytest.mark.django_db
NEW = {"name": "Nia Newcomer", "email": "nia@wrenfield-night-outreach.example", "role": "outreach"}


@pytest.fixture
def max_(manager: Worker) -> Client:
    """Max Manager, signed in."""
    return client_of(enrolled(manager))


def invited(max_: Client, town: personas.Agencies) -> str:
    answer = max_.post(reverse("staff:invite"), NEW | {"services": str(town.outreach.service.pk)})
    words = answer.content.decode()
    found = re.search(r"#([2-9A-Z-]{29})<", words)
    assert found and f'<strong class="rc-code">{found[1]}</strong>' in words
    assert "?" not in found[0]
    return found[1]


def acts(worker: Worker) -> list[str]:
    with personas.as_(worker, at=timezone.now()):
        return [entry.act for entry in ledger.of_agency(worker.organisation_id)]


def test_nia_sets_up_a_password_and_an_app_and_is_in(max_: Client, town: personas.Agencies) -> None:
    code, nia = invited(max_, town), Client()
    assert nia.post(reverse("door:invited"), {"code": code.lower()}).url == reverse("door:begin")
    assert nia.get(reverse("people:all")).status_code == 302
    assert nia.post(reverse("door:begin_password"), {"password": PASSWORD}).url == reverse("door:begin_app")
    page = nia.get(reverse("door:begin_app")).content.decode()
    assert "<svg" in page and "style=" not in page
    shown = shown_by(page)
    assert (
        "not the code of this moment"
        in nia.post(reverse("door:begin_app"), {"code": "000000"}).content.decode()
    )
    codes = nia.post(reverse("door:begin_app"), {"code": shown}).content.decode()
    kept = re.findall(r">(\d\d(?:-[2-9a-z]{4}){3})<", codes)
    assert len(set(kept)) == 10
    assert nia.get(reverse("people:all")).status_code == 200
    again = Client()
    again.post(reverse("door:password"), {"email": NEW["email"], "password": PASSWORD})
    assert again.post(reverse("door:code"), {"code": kept[0]}).url == reverse("work:mine")
    done = acts(Worker.objects.get(email=NEW["email"]))
    for act in ("access.invite", "access.take_up", "access.add_app", "access.give_recovery_codes"):
        assert act in done, act


def test_an_invitation_works_once(max_: Client, town: personas.Agencies) -> None:
    code = invited(max_, town)
    Client().post(reverse("door:invited"), {"code": code})
    answer = Client().post(reverse("door:invited"), {"code": code})
    assert "This code does not work." in answer.content.decode()
    assert "access.refuse_invitation" in acts(town.noor)


def test_only_pressing_the_button_uses_it_up(max_: Client, town: personas.Agencies) -> None:
    code = invited(max_, town)
    Client().get(reverse("door:invited") + f"?code={code}")
    assert Client().post(reverse("door:invited"), {"code": code}).status_code == 302


def test_an_invitation_lasts_three_days(max_: Client, town: personas.Agencies) -> None:
    code = invited(max_, town)
    for hours, status in ((72.01, 200), (71.9, 302)):
        later = timezone.now() + timedelta(hours=hours)
        with mock.patch("recourse.pages.door.beginning.now", return_value=later):
            assert Client().post(reverse("door:invited"), {"code": code}).status_code == status


@pytest.mark.parametrize("code", ["", "x", "A" * 24, "é" * 24, "\0" * 24, "A" * 61, "2345-6789"])
def test_a_wrong_code_is_refused_with_a_sentence(code: str, town: personas.Agencies) -> None:
    answer = Client().post(reverse("door:invited"), {"code": code})
    assert answer.status_code == 200 and "Something here needs another look" in answer.content.decode()


def test_the_code_is_not_in_the_database(max_: Client, town: personas.Agencies) -> None:
    code = invited(max_, town).replace("-", "")
    assert code not in str(Invitation.objects.values())


def test_two_cannot_sign_in_under_one_address(max_: Client, town: personas.Agencies) -> None:
    answer = max_.post(reverse("staff:invite"), NEW | {"email": town.noor.email.upper()})
    assert "Somebody already signs in under this address." in answer.content.decode()


def test_whoever_is_no_manager_manages_nobody(town: personas.Agencies, manager: Worker) -> None:
    noor = client_of(enrolled(town.noor))
    assert noor.get(reverse("staff:all")).status_code == 404
    with pytest.raises(MayNot):
        access.leave(manager, by=town.noor, at=timezone.now())
    with pytest.raises(MayNot):
        access.invite_again(manager, by=town.noor, at=timezone.now())


def test_a_manager_reaches_nobody_of_another_agency_and_not_themselves(
    max_: Client, manager: Worker, town: personas.Agencies
) -> None:
    for other in (town.sam, manager):
        for name in ("staff:one", "staff:leave"):
            assert max_.get(reverse(name, args=[other.pk])).status_code == 404
        with pytest.raises(MayNot):
            access.leave(other, by=manager, at=timezone.now())
        with pytest.raises(MayNot):
            access.change_work(other, role=Role.MANAGER, services=[], by=manager, at=timezone.now())


def test_noor_cannot_be_put_into_another_agency_s_service(manager: Worker, town: personas.Agencies) -> None:
    with pytest.raises(MayNot):
        access.change_work(
            town.noor, role=Role.LINK, services=[town.law.service], by=manager, at=timezone.now()
        )


def test_changing_a_role_is_written_and_signs_out(max_: Client, town: personas.Agencies) -> None:
    noor = client_of(enrolled(town.noor))
    there = reverse("staff:one", args=[town.noor.pk])
    answer = max_.post(there, {"role": "link", "services": str(town.outreach.service.pk)})
    assert answer.url == reverse("staff:all")
    assert noor.get(reverse("people:all")).status_code == 302
    assert "access.change_work" in acts(town.noor)


def test_who_leaves_a_service_is_signed_out_and_sees_less(max_: Client, town: personas.Agencies) -> None:
    noor = client_of(enrolled(town.noor))
    max_.post(reverse("staff:one", args=[town.noor.pk]), {"role": "outreach"})
    assert noor.get(reverse("people:all")).status_code == 302
    assert list(Worker.objects.get(pk=town.noor.pk).services.all()) == []


def test_leaving_ends_everything_at_once(max_: Client, town: personas.Agencies) -> None:
    enrolled(town.noor)
    access.give_recovery_codes(by=town.noor, at=timezone.now())
    noor, half = client_of(town.noor), Client()
    half.post(reverse("door:password"), {"email": town.noor.email, "password": PASSWORD})
    Invitation.objects.create(
        worker=town.noor, code_hash="x", made_at=timezone.now(), until=timezone.now() + timedelta(hours=1)
    )
    assert noor.get(reverse("api:referrals")).status_code == 200
    assert max_.post(reverse("staff:leave", args=[town.noor.pk])).url == reverse("staff:all")
    assert noor.get(reverse("api:referrals")).status_code == 401
    assert noor.get(reverse("people:all")).status_code == 302
    assert half.post(reverse("door:code"), {"code": "123456"}).url == reverse("door:enter")
    assert not queries.factors_of_kind(town.noor).exists()
    assert not Invitation.objects.filter(worker=town.noor, ended_at=None).exists()
    assert not SignIn.objects.filter(worker=town.noor).exists()
    left = Worker.objects.get(pk=town.noor.pk)
    assert not left.is_active and not left.has_usable_password() and not left.services.exists()
    assert "access.leave" in acts(personas.colleague(town.outreach.agency, [], name="Eve", role="link"))


def test_a_session_open_in_the_middle_of_leaving_is_not_written_anew(
    max_: Client, town: personas.Agencies
) -> None:
    session = client_of(enrolled(town.noor)).session
    assert session["is_whole"]
    max_.post(reverse("staff:leave", args=[town.noor.pk]))
    session["late"] = 1
    with pytest.raises(sessions.UpdateError):
        session.save()


def test_who_lost_everything_begins_afresh(max_: Client, town: personas.Agencies) -> None:
    noor = client_of(enrolled(town.noor))
    words = max_.post(reverse("staff:invite_again", args=[town.noor.pk])).content.decode()
    assert noor.get(reverse("people:all")).status_code == 302
    code = re.search(r"#([2-9A-Z-]{29})<", words)[1]
    client = Client()
    client.post(reverse("door:password"), {"email": town.noor.email, "password": PASSWORD})
    assert client.get(reverse("door:begin")).url == reverse("door:enter")
    assert client.post(reverse("door:invited"), {"code": code}).url == reverse("door:begin")


@pytest.mark.parametrize("once", ["a\0b", "9" * 100_000, "\ud800", "%s"], ids=["NUL", "long", "half", "sign"])
def test_whatever_stands_in_the_hidden_field_a_second_press_makes_no_second_code(
    max_: Client, town: personas.Agencies, once: str
) -> None:
    there = reverse("staff:invite_again", args=[town.noor.pk])
    written = urlencode({"once": once}, errors="surrogatepass")
    pressed = [max_.post(there, written, "application/x-www-form-urlencoded") for _ in "ab"]
    assert [answer.status_code for answer in pressed] == [200, 302]
    assert Invitation.objects.filter(worker=town.noor, ended_at=None).count() == 1


def test_her_own_page_says_who_let_her_in_anew(max_: Client, town: personas.Agencies) -> None:
    words = max_.post(reverse("staff:invite_again", args=[town.noor.pk])).content.decode()
    code = re.search(r"#([2-9A-Z-]{29})<", words)[1]
    Client().post(reverse("door:invited"), {"code": code})
    mine = client_of(enrolled(town.noor)).get(reverse("door:mine")).content.decode()
    assert "Who let you in" in mine and "Max Manager" in mine and ", used" in mine


def test_the_last_way_in_cannot_be_taken_away(town: personas.Agencies) -> None:
    noor = client_of(enrolled(town.noor))
    app = queries.factors_of_kind(town.noor, "totp").get()
    answer = noor.post(reverse("door:remove", args=[app.pk]))
    assert answer.status_code == 409 and "the last way you can come in" in answer.content.decode()
    assert queries.factors_of_kind(town.noor, "totp").exists()
