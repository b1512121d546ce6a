"""Pat asks, Pim confirms at his own sign-in, Noor is told at once: an emergency from page to page."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.records.people import queries
from recourse.records.people.models import Emergency, Person
from tests import personas
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Night:
    """Amina, whom Noor's agency holds; Pat and Pim, who meet her when she cannot speak."""

    town: Agencies
    amina: Person
    pat: Client
    pim: Client
    noor: Client


@pytest.fixture
def night() -> Night:
    town = personas.agencies(at=now())
    pim = personas.colleague(town.hosting.agency, [town.hosting.service], name="Pim Proxy", role="link")
    amina = personas.amina(town.noor, at=now())
    return Night(town, amina, signed_in(town.pat), signed_in(pim), signed_in(town.noor))


def signed_in(worker: personas.Worker) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(worker)
    return client


def told(night: Night, **more: object) -> dict[str, object]:
    return {
        "step": "ask",
        "holder": night.town.outreach.agency.pk,
        "reference": night.amina.reference,
        "why": "life",
        "words": "She collapsed; the ambulance asks who she is.",
        "fields_to_see": ["name", "health"],
        "service": night.town.hosting.service.pk,
        "hours": "4",
    } | more


def asked(night: Night, **more: object) -> str:
    answer = night.pat.post(reverse("emergency:ask"), told(night, **more))
    assert answer.status_code == 302, re.findall(r"govuk-error-message[^>]*>(.*?)<", answer.content.decode())
    return answer["Location"]


def words(client: Client, there: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(there).content.decode()).split())


def decided(client: Client, there: str, what: str) -> int:
    return client.post(f"{there}decide/", {"what": what}).status_code


def test_from_asking_to_the_end(night: Night) -> None:
    page = reverse("people:one", args=[night.amina.pk])
    there = asked(night)
    assert "A second worker has to confirm this" in words(night.pat, there)
    assert "Confirm: it cannot wait" not in words(night.pat, there)
    assert night.noor.get(there).status_code == 404, "nobody is told of who may be nobody"
    waiting = words(night.pim, reverse("work:mine"))
    assert f"{night.amina.reference}, Wrenfield Night Outreach" in waiting and "Confirm or refuse" in waiting
    assert decided(night.pim, there, "confirm") == 302
    shown = words(night.pat, page)
    assert "Amina Example" in shown and "07700" not in shown
    assert "in an emergency, until" in shown
    told_to_noor = words(night.noor, reverse("work:mine"))
    assert "Pat Pretend and Pim Proxy of Lamp House Hosting opened their record" in told_to_noor
    assert "The agreement to share" not in told_to_noor, "nobody agreed to it"
    assert "She collapsed" in words(night.noor, there)
    assert decided(night.noor, there, "read") == 302
    assert "opened their record in an emergency" not in words(night.noor, reverse("work:mine"))
    assert decided(night.noor, there, "end") == 302
    assert night.pat.get(page).status_code == 404
    assert "Ended early" in words(night.pat, there)


def test_what_pat_sees_in_an_emergency_she_cannot_tell_the_home_office(night: Night) -> None:
    begin = reverse("disclosing:begin", args=[night.amina.pk])
    sharing = reverse("sharing:all", args=[night.amina.pk])
    decided(night.pim, asked(night), "confirm")
    for page in (reverse("people:one", args=[night.amina.pk]), sharing):
        assert "Tell the Home Office something" not in words(night.pat, page)
    assert night.pat.get(begin).status_code == 404
    assert "Tell the Home Office something" in words(night.noor, sharing)
    personas.agree(night.amina, to=night.town.hosting.service, by=night.town.noor, at=now())
    assert "Tell the Home Office something" in words(night.pat, sharing)
    assert night.pat.get(begin).status_code == 200


def test_noor_disputes_it_and_pat_reads_why(night: Night) -> None:
    there = asked(night)
    decided(night.pim, there, "confirm")
    answer = night.noor.post(f"{there}dispute/", {"words": "She was at our desk, well, at that hour."})
    assert answer.status_code == 302
    assert night.pat.get(reverse("people:one", args=[night.amina.pk])).status_code == 404
    assert "disputes that you opened this" in words(night.pat, reverse("work:mine"))
    assert "at our desk" in words(night.pat, there)
    assert night.pat.post(f"{there}dispute/", {"words": "No."}).status_code == 404


def test_a_reference_nobody_has_gives_the_same_page(night: Night) -> None:
    pages = []
    for reference in (night.amina.reference, "WR-9999"):
        there = asked(night, reference=reference)
        said = words(night.pat, there)
        pages.append(re.sub(r"WR-\d{4}|\d\d:\d\d", "", said))
        decided(night.pat, there, "take_back")
        assert "Taken back" in words(night.pat, there)
    assert pages[0] == pages[1]
    there = asked(night, reference="WR-9999")
    assert decided(night.pim, there, "confirm") == 302
    assert "knows nobody by that reference" in words(night.pat, there)
    assert "opened their record" not in words(night.noor, reverse("work:mine"))


def test_pat_cannot_confirm_it_herself_and_strangers_find_nothing(night: Night) -> None:
    there = asked(night)
    assert decided(night.pat, there, "confirm") == 409
    for stranger in (night.noor, signed_in(night.town.sam)):
        assert stranger.get(there).status_code == 404
        assert decided(stranger, there, "confirm") == 404
    assert decided(night.pim, there, "anything") == 404
    with as_(night.town.pat, at=now()):
        assert Emergency.objects.get().state == "asked"
        assert queries.one(night.amina.pk) is None


def test_confirming_twice_is_told(night: Night) -> None:
    there = asked(night)
    assert decided(night.pim, there, "confirm") == 302
    answer = night.pim.post(f"{there}decide/", {"what": "confirm"})
    assert answer.status_code == 409 and "no longer waits" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reference": "Amina"}, "two letters, a dash and a number"),
        ({"words": ""}, "Say what has happened"),
        ({"fields_to_see": []}, "Choose at least one thing"),
        ({"status": ["status"]}, "Say why their status matters"),
        ({"holder": ""}, "Choose the agency"),
        ({"hours": "900"}, "Choose how long"),
        ({"words": "\u0007bell"}, "cannot be kept"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_asked(
    night: Night, wrong: dict[str, object], said: str
) -> None:
    answer = night.pat.post(reverse("emergency:ask"), told(night, **wrong))
    assert answer.status_code == 200 and said in answer.content.decode()
    with as_(night.town.pat, at=now()):
        assert Emergency.objects.count() == 0


def test_one_screen_asks_whom_and_why_and_the_next_what_to_see(night: Night) -> None:
    there, said = reverse("emergency:ask"), told(night)
    first = night.pat.get(there).content.decode()
    assert "Why now?" in first and "For how long?" not in first
    second = night.pat.post(there, said | {"step": "name"}).content.decode()
    assert "For how long?" in second and "Choose at least one thing" not in second
    assert f'name="reference" value="{night.amina.reference}"' in second and "Nothing is asked yet" in second
    assert "For which service of yours?" not in second, "Pat has one"
    changed = night.pat.post(there, said | {"step": "change"}).content.decode()
    assert "Why now?" in changed and "She collapsed; the ambulance asks who she is." in changed
    with as_(night.town.pat, at=now()):
        assert Emergency.objects.count() == 0


def test_the_fourth_time_in_an_hour_pat_is_told_to_ring(night: Night) -> None:
    for number in range(3):
        asked(night, reference=f"WR-900{number}")
    answer = night.pat.post(reverse("emergency:ask"), told(night))
    assert answer.status_code == 200 and "Ring the agency instead" in answer.content.decode()


def test_asking_and_confirming_want_a_fresh_sign_in() -> None:
    from recourse.pages.emergency import views

    for view in (views.ask, views.decide):
        inner, found = view, False
        while inner is not None:
            found = found or getattr(inner, "wants_fresh", False)
            inner = getattr(inner, "__wrapped__", None)
        assert found, view.__name__


def test_noor_reads_in_her_work_that_somebody_tried(night: Night) -> None:
    page = reverse("people:one", args=[night.amina.pk])
    for _ in range(2):
        assert night.pat.get(page).status_code == 404
    assert "tried to open this 2 times, and was refused" in words(night.noor, reverse("work:mine"))
    assert "tried and was refused" in words(night.noor, reverse("people:looks", args=[night.amina.pk]))
    assert "tried to open this" not in words(night.noor, reverse("work:mine"))


def test_noor_reads_in_her_work_that_a_colleague_of_no_service_of_hers_looked(night: Night) -> None:
    tam = personas.colleague(night.town.outreach.agency, [], name="Tam Trial", role="link")
    near = personas.colleague(
        night.town.outreach.agency, [night.town.outreach.service], name="Nia Near", role="outreach"
    )
    page = reverse("people:one", args=[night.amina.pk])
    assert signed_in(near).get(page).status_code == 200
    assert "who works in none of your services" not in words(night.noor, reverse("work:mine"))
    assert signed_in(tam).get(page).status_code == 200
    assert "who works in none of your services" in words(night.noor, reverse("work:mine"))
