"""What is open to Yusuf, why, what it turns on, and how it stood before."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.reasoning import rulebook
from recourse.records.advice import actions as advice
from recourse.records.advice.models import Answer
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas
from tests.pages.seen import words
from tests.personas import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def told(person: Person, by: Any, *, ago: timedelta = timedelta(0), **facts: Any) -> None:
    at = now() - ago
    with as_(by, at=at):
        for name, value in facts.items():
            field = rulebook.england().facts[name].share_as
            why = value.why if isinstance(value, rulebook.NotKnown) else ""
            known = None if why else value
            people.learn(person, name=name, value=known, why_not_known=why, field=field, by=by, at=at)


def answered(person: Person, by: Any, *, about: str = "bed", ago: timedelta = timedelta(0)) -> Answer:
    at = now() - ago
    with as_(by, at=at):
        return advice.answer(person, about=about, as_at=localdate(at), by=by, at=at)


def yusuf_answered(town: personas.Agencies) -> Answer:
    yusuf = personas.yusuf(town.noor)
    told(yusuf, town.noor, status_code="ARE_SINGLE", destitute=True, fit_to_travel=True)
    return answered(yusuf, town.noor)


def shown(client: Client, answer: Answer) -> str:
    return words(client.get(reverse("answers:one", args=[answer.pk])))


def test_before_anything_was_asked_the_page_offers_to_start(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    page = words(signed_in(town.noor).get(reverse("answers:latest", args=[yusuf.pk])))
    assert "Nothing asked yet. The first six questions take about four minutes." in page
    assert reverse("ask:begin", args=[yusuf.pk]) in page


def test_the_page_names_the_day_the_facts_known_and_those_not(town: personas.Agencies) -> None:
    answer = yusuf_answered(town)
    page = shown(signed_in(town.noor), answer)
    today = localdate()
    assert f"What is open to Yusuf on {today.day} {today:%B}" in page
    assert "From 3 facts, asked by Noor Example" in page
    assert f"{answer.tally['not_known']} facts are not known." in page


def test_every_outcome_stands_once_under_its_heading(town: personas.Agencies) -> None:
    answer = yusuf_answered(town)
    page = shown(signed_in(town.noor), answer)
    for key, outcome in answer.snapshot["outcomes"].items():
        assert page.count(f'id="{key}"') == 1
        assert outcome["title"].replace("'", "&#x27;") in page
    places = [page.index(heading) for heading in ("Depends on what we do not know", "Closed today")]
    assert places == sorted(places)


def test_what_is_open_stands_before_what_is_closed_and_the_warning_before_both(
    town: personas.Agencies,
) -> None:
    page = shown(signed_in(town.noor), yusuf_answered(town))
    warning = page.index("Before you ring anybody:")
    assert warning < page.index('id="depends"') < page.index('id="not_eligible"')


def test_each_fact_it_turns_on_can_be_asked_from_there(town: personas.Agencies) -> None:
    answer = yusuf_answered(town)
    page = shown(signed_in(town.noor), answer)
    assert "Ask this" in page and "Turns on" in page
    there = reverse("ask:question", args=[answer.person_id, "bed", "taking_all_reasonable_steps_to_leave"])
    assert f"{there}?then=answers" in page


def test_a_closed_door_says_why_and_what_would_open_it(town: personas.Agencies) -> None:
    page = shown(signed_in(town.noor), yusuf_answered(town))
    assert "What would open it" in page
    assert "It is closed because of this." in page
    assert "<strong>Not true:</strong>" in page


def test_the_whole_reasoning_of_a_closed_door_is_one_click_away(town: personas.Agencies) -> None:
    answer = yusuf_answered(town)
    noor = signed_in(town.noor)
    there = f"{reverse('answers:one', args=[answer.pk])}?why=part7"
    assert f"{there}#part7" in shown(noor, answer)
    assert words(noor.get(there)).count("rc-tree") > shown(noor, answer).count("rc-tree")


def test_a_rule_no_named_person_has_compared_with_the_law_says_so(town: personas.Agencies) -> None:
    page = shown(signed_in(town.noor), yusuf_answered(town))
    assert "No named person has compared it with the legislation yet." in page
    assert "Information, not immigration advice." in page


def test_what_is_contested_is_named_with_its_point(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    facts = {"asylum_recorded": True, "destitute": True, "permission_to_work": True, "employed": False}
    told(yusuf, town.noor, status_code="ASYLUM_SEEKER", **facts)
    page = shown(signed_in(town.noor), answered(yusuf, town.noor))
    assert "Contested:" in page
    assert "whom the Home Office refuses in practice" in page


def test_what_was_said_stands_beside_with_a_way_to_correct_it(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    told(yusuf, town.noor, destitute=True, entry_date=rulebook.NotKnown("does_not_know"))
    page = shown(signed_in(town.noor), answered(yusuf, town.noor))
    assert "Said today" in page and "Does not know" in page
    assert "All 1 facts, and the 1 not known" in page
    assert reverse("ask:question", args=[yusuf.pk, "bed", "destitute"]) + "?then=answers" in page


def test_something_learned_since_makes_the_page_offer_to_ask_again(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    told(yusuf, town.noor, ago=timedelta(hours=2), destitute=True)
    first = answered(yusuf, town.noor, ago=timedelta(hours=1))
    noor = signed_in(town.noor)
    assert "Something was learned after this answer" not in shown(noor, first)
    told(yusuf, town.noor, status_code="ARE_SINGLE")
    assert "Something was learned after this answer" in shown(noor, first)
    again = noor.post(reverse("answers:again", args=[yusuf.pk]), {"about": "bed"})
    assert "Something was learned after this answer" not in words(noor.get(again.url))


def test_both_answers_stay_as_they_stood(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    told(yusuf, town.noor, ago=timedelta(days=2), status_code="ARE_SINGLE", destitute=True)
    first = answered(yusuf, town.noor, ago=timedelta(days=1))
    told(yusuf, town.noor, status_code="FURTHER_SUBS", further_submissions="lodged_pending")
    second = answered(yusuf, town.noor)
    noor = signed_in(town.noor)
    old, new = shown(noor, first), shown(noor, second)
    assert "What was open to Yusuf on" in old and "This is how it stood then." in old
    assert "What is open to Yusuf on" in new and "This is how it stood then." not in new
    assert reverse("answers:one", args=[first.pk]) in new
    assert "Being prepared" not in old
    assert new.count("rc-outcome--eligible") > old.count("rc-outcome--eligible")


def test_the_newest_answer_is_the_one_behind_the_tab(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    answered(yusuf, town.noor, about="money", ago=timedelta(hours=3))
    answered(yusuf, town.noor, about="treatment")
    page = words(signed_in(town.noor).get(reverse("answers:latest", args=[yusuf.pk])))
    assert "About: Drug or alcohol treatment." in page


def test_lin_sees_the_outcomes_yusuf_shared_and_not_why(town: personas.Agencies) -> None:
    answer = yusuf_answered(town)
    personas.agree(answer.person, to=town.link.service, by=town.noor, fields=("name", "answers"), at=now())
    page = shown(signed_in(town.lin), answer)
    assert "Homelessness" in page and "Wrenfield Night Outreach" in page
    assert "Why, and what it turns on, is not shared with you." in page
    assert "taking_all_reasonable_steps_to_leave" not in page and "immigration status?" not in page
    assert "Nothing that you may see." in page


def test_lin_finds_no_answer_that_was_not_shared(town: personas.Agencies) -> None:
    answer = yusuf_answered(town)
    lin = signed_in(town.lin)
    assert lin.get(reverse("answers:one", args=[answer.pk])).status_code == 404
    assert lin.post(reverse("answers:again", args=[answer.person_id])).status_code == 404


def test_the_name_is_on_paper_only_when_noor_says_so(town: personas.Agencies) -> None:
    answer = yusuf_answered(town)
    noor = signed_in(town.noor)
    assert "rc-print-name" not in shown(noor, answer)
    there = reverse("answers:one", args=[answer.pk])
    assert "rc-print-name" in words(noor.get(there + "?name"))
    assert "<title>Answers of" in shown(noor, answer)


def test_what_only_an_adviser_may_say_stands_in_the_general_form_with_a_way_to_an_adviser(
    town: personas.Agencies,
) -> None:
    yusuf = personas.yusuf(town.noor)
    told(yusuf, town.noor, status_code="SPOUSE_5Y", destitute=True)
    answer = answered(yusuf, town.noor, about="money")
    page = shown(signed_in(town.noor), answer)
    assert answer.snapshot["outcomes"]["coc"]["outcome"] == "eligible"
    assert "To raise with a regulated adviser" in page and 'class="rc-word rc-word--raise"' in page
    card = page[page.index('id="coc"') :].partition("</article>")[0]
    assert "can sometimes ask the Home Office" in card
    assert "Only a regulated adviser can tell you if you should." in card
    assert "What an adviser will look at" in card and "How we got here" not in card
    assert "Eligible" not in card and "Bring Yusuf to an adviser" in card
