"""Who of a household should apply, and why, said beside each answer and at its head."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import now

from recourse.records.advice.models import Answer
from tests import personas
from tests.pages.answers.test_doors import door
from tests.pages.answers.test_what_is_open import answered, shown, signed_in, told
from tests.pages.seen import words

pytestmark = pytest.mark.django_db

BRITISH = {"role": "wife", "age": 31, "status_code": "GB_IE", "habitually_resident_cta": True}


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def yusuf_with(town: personas.Agencies, *household: dict[str, Any], about: str = "bed") -> Answer:
    yusuf = personas.yusuf(town.noor)
    told(yusuf, town.noor, status_code="OVERSTAYER", homeless_now=True, household=list(household))
    return answered(yusuf, town.noor, about=about)


def beside(page: str, key: str) -> str:
    """What stands in the row of a closed door."""
    found = re.search(rf'<li id="{key}">(.*?)(?=<li id="|</section>)', page, re.DOTALL)
    assert found, key
    return found[1]


def test_a_closed_door_says_that_his_wife_should_apply_and_why(town: personas.Agencies) -> None:
    page = shown(signed_in(town.noor), yusuf_with(town, BRITISH))
    part7 = beside(page, "part7")
    assert "If their wife applies instead:</strong>" in part7 and "Eligible" in part7
    assert "The council must take a homelessness application" in part7
    assert "they are British or Irish" in part7
    assert "How we got here, if their wife applies" in part7
    assert "Housing Act 1996 s185(3); SI 2006/1294 reg 6" in part7
    assert "No named person has compared it with the legislation yet." in part7


def test_the_head_of_the_page_says_who_should_apply_for_what(town: personas.Agencies) -> None:
    page = shown(signed_in(town.noor), yusuf_with(town, BRITISH))
    assert "Who should apply?" in page
    assert 'Let their wife apply for <a href="#part7">Homelessness help from the council</a>' in page


def test_of_a_long_answer_the_head_leads_to_the_open_topic(town: personas.Agencies) -> None:
    answer = yusuf_with(town, BRITISH, about="everything")
    page = shown(signed_in(town.noor), answer)
    assert f'href="{reverse("answers:one", args=[answer.pk])}?show=part7#part7"' in page


def test_what_would_change_one_door_begins_with_who_should_apply(town: personas.Agencies) -> None:
    page = door(signed_in(town.noor), yusuf_with(town, BRITISH), "part7")
    assert "If their wife applies instead:" in page


def test_what_is_not_known_of_her_is_named_as_hers(town: personas.Agencies) -> None:
    wife = {"role": "wife", "status_code": "GB_IE"}
    page = shown(signed_in(town.noor), yusuf_with(town, wife))
    assert "Their wife: " in beside(page, "part7")
    assert "Who should apply?" not in page


@pytest.mark.parametrize("household", [[], [{"role": "wife", "status_code": "OVERSTAYER"}]])
def test_nothing_is_said_where_nobody_would_do_better(
    town: personas.Agencies, household: list[dict[str, Any]]
) -> None:
    page = shown(signed_in(town.noor), yusuf_with(town, *household))
    assert "Who should apply?" not in page
    assert "applies instead" not in page


def test_who_may_not_see_the_family_is_not_told_of_it(town: personas.Agencies) -> None:
    answer = yusuf_with(town, BRITISH)
    personas.agree(
        answer.person, to=town.link.service, by=town.noor, fields=("name", "answers", "status"), at=now()
    )

    page = words(signed_in(town.lin).get(reverse("answers:one", args=[answer.pk])))
    assert "What was open to" in page or "What is open to" in page
    assert "wife" not in page and "Who should apply?" not in page
