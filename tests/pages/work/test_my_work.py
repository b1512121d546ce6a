"""One list, the most urgent first, and a filter that works without script."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.pages.work import mine as work
from recourse.pages.work.item import Item
from recourse.records.people import actions as people
from tests import personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def seen(worker: object, **asked: object) -> str:
    client = Client()
    client.force_login(worker)
    return client.get(reverse("work:mine"), asked).content.decode()


def test_an_empty_desk_says_so_and_offers_one_act(town: personas.Agencies) -> None:
    assert "Nothing waits for you." in seen(town.noor)


def test_blue_hat_added_tonight_waits_today(town: personas.Agencies) -> None:
    personas.person(town.noor, at=now() - timedelta(minutes=5), nickname="Blue Hat", place="Mill Bridge")
    words = seen(town.noor)
    assert words.index("Today<") < words.index("Blue Hat")
    assert "no name yet" in words and "Added by you" in words
    assert "Blue Hat" not in seen(town.sam)


def test_an_agreement_that_ends_this_week_waits_with_its_last_day(town: personas.Agencies) -> None:
    mercy = personas.mercy(town.noor, at=now() - timedelta(days=30))
    last_day = localdate() + timedelta(days=3)
    personas.agree(mercy, to=town.law.service, by=town.noor, at=now() - timedelta(days=24), days=28)
    words = seen(town.noor)
    assert "The agreement to share with Entitlements desk ends." in words
    assert f"{last_day:%a} {last_day.day} {last_day:%b}" in words


def test_an_agreement_taken_back_or_not_near_its_end_does_not_wait(town: personas.Agencies) -> None:
    at = now() - timedelta(days=24)
    mercy = personas.mercy(town.noor, at=at - timedelta(days=6))
    today = localdate() - localdate(at)
    share = personas.agree(mercy, to=town.law.service, by=town.noor, at=at, days=today.days + 3)
    personas.agree(mercy, to=town.hosting.service, by=town.noor, at=at, days=today.days + 9)
    personas.agree(mercy, to=town.link.service, by=town.noor, at=at, days=today.days + 8)
    with personas.as_(town.noor, at=now()):
        people.withdraw(share, by=town.noor, at=now())
    words = seen(town.noor)
    assert words.count("The agreement to share") == 1
    assert f"The agreement to share with {town.link.service.name} ends." in words


def test_questions_put_off_wait_for_their_own_worker(town: personas.Agencies) -> None:
    kofi = personas.person(town.noor, at=now() - timedelta(days=30), name="Kofi Demoson")
    with personas.as_(town.noor, at=now()):
        for question in ("destitute", "rough_sleeping"):
            people.learn(
                kofi, name=question, why_not_known="not_asked", field="needs", by=town.noor, at=now()
            )
    colleague = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Omar Invented", role="outreach"
    )
    assert "Two questions were put off." in seen(town.noor)
    assert "Two questions were put off." not in seen(colleague)


def test_the_filter_stands_in_the_address(town: personas.Agencies) -> None:
    personas.person(town.noor, at=now() - timedelta(minutes=5), nickname="Blue Hat", place="Mill Bridge")
    assert "Blue Hat" not in seen(town.noor, show="1", whose=["mine"], kind=["beds"])
    assert "Blue Hat" in seen(town.noor, show="1", whose=["mine"], kind=["new"])
    assert "Blue Hat" not in seen(town.noor, show="1", whose=["nobody"], kind=["new"])


def test_a_long_group_is_cut_and_shown_whole_on_asking(town: personas.Agencies) -> None:
    for number in range(15):
        personas.person(town.noor, at=now() - timedelta(days=2), nickname=f"Hat {number}")
    words = seen(town.noor)
    assert words.count('class="rc-row"') == 12 and "Show the other 3" in words
    assert '<span class="rc-count">15</span>' in words
    assert seen(town.noor, all="1").count('class="rc-row"') == 15


def test_late_comes_before_today_before_this_week_before_others(town: personas.Agencies) -> None:
    amina, at = personas.amina(town.noor), personas.MONDAY
    on = {"late": date(2026, 11, 20), "now": date(2026, 11, 23), "soon": date(2026, 11, 26)}
    waiting = [
        Item("beds", amina, says, "", "Look", "/", due=due, is_for_others=says == "others")
        for says, due in (*on.items(), ("far", date(2027, 1, 4)), ("others", date(2026, 11, 20)))
    ]
    with personas.as_(town.noor):
        only = work.Filter(frozenset({"mine"}), frozenset({"beds"}))
        groups = work.grouped(waiting[::-1], town.noor, only=only, at=at)
    assert [(group.key, group.rows[0].says) for group in groups] == [
        ("overdue", "late"),
        ("today", "now"),
        ("week", "soon"),
        ("later", "far"),
        ("others", "others"),
    ]
