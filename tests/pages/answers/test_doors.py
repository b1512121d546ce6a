"""What would change one door of Yusuf's answers, and the long answer by topic."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from recourse.records.advice.models import Answer
from tests import personas
from tests.pages.answers.test_what_is_open import answered, signed_in, told, yusuf_answered
from tests.pages.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def door(client: Client, answer: Answer, key: str) -> str:
    return words(client.get(reverse("answers:door", args=[answer.pk, key])))


def test_a_closed_door_says_what_would_open_it_and_who_can_ask(town: personas.Agencies) -> None:
    page = door(signed_in(town.noor), yusuf_answered(town), "part7")
    assert "It would open if" in page
    assert (
        "The Home Office gives them permission to stay, outside the rules, that allows public funds." in page
    )
    assert "Raise it with a regulated adviser: only they can tell you if you should ask for it." in page
    assert "It is closed because of this" in page


def test_an_undecided_door_says_what_would_have_to_turn_out_so_and_where_to_ask_it(
    town: personas.Agencies,
) -> None:
    answer = yusuf_answered(town)
    page = door(signed_in(town.noor), answer, "asylum_s4")
    assert "It would open if" in page and "What else is not known" in page
    assert reverse("ask:go_on", args=[answer.person_id, "bed"]) in page


def test_of_a_matter_for_advisers_only_an_adviser_is_named(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    told(yusuf, town.noor, status_code="LLR_FAMILY_NRPF", destitute=True)
    answer = answered(yusuf, town.noor, about="money")
    page = door(signed_in(town.noor), answer, "coc")
    assert "Only a regulated adviser can tell Yusuf what would change this." in page
    assert "It would open if" not in page


def test_the_day_on_which_a_door_opens_by_itself_is_named(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    soon = localdate() + timedelta(days=20)
    born = soon.replace(year=soon.year - 18, day=min(soon.day, 28))
    told(yusuf, town.noor, status_code="GB_IE", date_of_birth=born.isoformat(), care_needs=True)
    page = door(signed_in(town.noor), answered(yusuf, town.noor, about="care"), "care_assessment")
    assert f"It opens by itself on {born.day} {born:%B}" in page


def test_what_was_learned_since_does_not_change_what_is_said_of_that_day(town: personas.Agencies) -> None:
    answer = yusuf_answered(town)
    told(answer.person, town.noor, status_code="REFUGEE")
    assert "It would open if" in door(signed_in(town.noor), answer, "part7")


def test_a_door_the_answer_does_not_have_is_not_there(town: personas.Agencies) -> None:
    there = reverse("answers:door", args=[yusuf_answered(town).pk, "no_such_door"])
    assert signed_in(town.noor).get(there).status_code == 404


def everything(town: personas.Agencies) -> Answer:
    yusuf = personas.yusuf(town.noor)
    told(yusuf, town.noor, status_code="ARE_SINGLE", destitute=True)
    return answered(yusuf, town.noor, about="everything")


def test_all_of_it_stands_by_topic_folded_with_every_outcome_once(town: personas.Agencies) -> None:
    answer = everything(town)
    page = words(signed_in(town.noor).get(reverse("answers:one", args=[answer.pk])))
    topics = re.findall(r'<details class="rc-topic"[^>]*>', page)
    assert len(topics) >= 6
    assert not any(" open" in topic for topic in topics)
    for key in answer.snapshot["outcomes"]:
        assert page.count(f'id="{key}"') == 1


def test_of_a_long_answer_each_reasoning_is_one_page_away_and_the_page_stays_light(
    town: personas.Agencies,
) -> None:
    answer = everything(town)
    noor = signed_in(town.noor)
    page = words(noor.get(reverse("answers:one", args=[answer.pk])))
    assert "rc-tree" not in page
    assert len(page) < 260_000
    opened = [key for key, one in answer.snapshot["outcomes"].items() if one["outcome"] == "eligible"]
    for key in opened[:3]:
        assert f'href="{reverse("answers:door", args=[answer.pk, key])}#reasoning"' in page
        one = door(noor, answer, key)
        assert '<details class="rc-section" id="reasoning" open>' in one
        assert "No named person has compared it with the legislation yet." in one


def test_all_of_it_can_be_narrowed_to_one_outcome(town: personas.Agencies) -> None:
    answer = everything(town)
    there = reverse("answers:one", args=[answer.pk])
    noor = signed_in(town.noor)
    page = words(noor.get(f"{there}?only=eligible"))
    outcomes = answer.snapshot["outcomes"]
    shut = [key for key, one in outcomes.items() if one["outcome"] == "not_eligible"]
    assert not any(f'id="{key}"' in page for key in shut)
    assert f'href="{there}?only=eligible" aria-current="true"' in page
    assert words(noor.get(f"{there}?only=nonsense")).count("<article") > page.count("<article")


def test_a_reason_asked_for_stands_in_an_open_topic(town: personas.Agencies) -> None:
    answer = everything(town)
    page = words(signed_in(town.noor).get(f"{reverse('answers:one', args=[answer.pk])}?why=part7"))
    assert page.count('<details class="rc-topic"') > page.count("open>\n<summary><h2>") >= 0
    assert re.search(r'<details class="rc-topic" id="about-bed" open', page)
