"""Noor asks Yusuf, one question a screen, and may stop at any of them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.reasoning import rulebook
from recourse.records.advice.models import Answer
from recourse.records.people import actions as people
from recourse.records.people import queries
from recourse.records.people.models import Fact, Person
from tests import personas
from tests.pages.seen import words
from tests.personas import as_

pytestmark = pytest.mark.django_db
NOW = now()


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def asking(person: Person, fact: str, about: str = "bed") -> str:
    return reverse("ask:question", args=[person.pk, about, fact])


def next_asked(client: Client, person: Person, about: str = "bed", query: str = "") -> str:
    """The fact the interview leads to."""
    answer = client.get(reverse("ask:go_on", args=[person.pk, about]) + query)
    return answer.url.rstrip("/").split("/")[-1] if answer.status_code == 302 else ""


def known(person: Person, by: object) -> dict[str, Fact]:
    with as_(by, at=now()):  # type: ignore[arg-type]
        return queries.facts(person)


def test_first_noor_says_what_it_is_about(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    there = reverse("ask:begin", args=[yusuf.pk])
    shown = words(noor.get(there))
    for goal in rulebook.england().goals.values():
        assert goal.title in shown
    assert words(noor.post(there)).count("Choose what it is about.") == 2
    assert noor.post(there, {"about": "money"}).url == reverse("ask:go_on", args=[yusuf.pk, "money"])


def test_his_status_comes_before_the_dozen_facts_that_follow_from_it(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    follow = {name for implied in rulebook.england().implies.values() for name in implied}
    while (name := next_asked(noor, yusuf)) != "status_code":
        assert name not in follow
        noor.post(asking(yusuf, name), {"answer": "not_asked"})


def test_a_question_says_why_it_is_asked_and_how_far_it_is(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    shown = words(signed_in(town.noor).get(asking(yusuf, "destitute")))
    assert rulebook.england().facts["destitute"].question in shown
    assert "It decides" in shown and "So far" in shown
    assert "Question 1." in shown
    for way in ("Skip for now", "Does not know", "Would rather not say"):
        assert way in shown
    assert "Save and go on" in shown and "Save and stop here" in shown


def test_an_answer_is_kept_as_a_row_under_the_field_the_law_names(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    answer = signed_in(town.noor).post(asking(yusuf, "destitute"), {"answer": "yes"})
    assert answer.url == reverse("ask:go_on", args=[yusuf.pk, "bed"])
    fact = known(yusuf, town.noor)["destitute"]
    assert (fact.value, fact.field) == (True, rulebook.england().facts["destitute"].share_as)


def test_nothing_chosen_is_said_beside_the_field_and_at_the_top(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    shown = words(signed_in(town.noor).post(asking(yusuf, "destitute"), {}))
    assert shown.count("Choose an answer, or one of the three ways to leave it open.") == 2
    assert "<title>Error:" in shown
    assert known(yusuf, town.noor) == {}


def test_what_is_skipped_is_not_asked_again_in_this_sitting_but_in_the_next(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    first = next_asked(noor, yusuf)
    noor.post(asking(yusuf, first), {"answer": "not_asked"})
    assert next_asked(noor, yusuf) != first
    assert next_asked(signed_in(town.noor), yusuf) == first


def test_what_he_would_rather_not_say_is_never_asked_again(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    noor.post(asking(yusuf, "status_code"), {"answer": "declined"})
    assert next_asked(noor, yusuf, query="?again") != "status_code"
    assert next_asked(signed_in(town.noor), yusuf) != "status_code"
    assert known(yusuf, town.noor)["status_code"].why_not_known == "declined"
    assert "We do not ask again" in words(noor.get(asking(yusuf, "status_code")))


def test_what_he_does_not_know_is_kept_as_he_said_it(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    signed_in(town.noor).post(asking(yusuf, "entry_date"), {"answer": "does_not_know"})
    fact = known(yusuf, town.noor)["entry_date"]
    assert (fact.value, fact.why_not_known) == (None, "does_not_know")


def test_a_day_that_does_not_exist_stays_as_typed(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    typed = {"said_day": "31", "said_month": "2", "said_year": "2024"}
    shown = words(signed_in(town.noor).post(asking(yusuf, "entry_date"), typed))
    assert shown.count("31 February 2024 is not a date.") == 2
    assert 'value="31"' in shown and 'value="2024"' in shown


def test_a_day_is_kept_and_stands_there_when_one_comes_back(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    noor.post(asking(yusuf, "entry_date"), {"said_day": "3", "said_month": "March", "said_year": "2021"})
    assert known(yusuf, town.noor)["entry_date"].value == "2021-03-03"
    shown = words(noor.get(asking(yusuf, "entry_date")))
    assert 'value="2021"' in shown and "Recorded by Noor Example" in shown


def test_an_answer_and_a_way_to_leave_it_open_at_once_is_asked_back(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    both = {"said_day": "3", "said_month": "3", "said_year": "2021", "answer": "does_not_know"}
    shown = words(signed_in(town.noor).post(asking(yusuf, "entry_date"), both))
    assert "There is an answer and it is also left open. Clear one of the two." in shown
    assert known(yusuf, town.noor) == {}


def test_stopping_saves_the_answer_and_shows_what_is_open_so_far(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    answer = noor.post(asking(yusuf, "destitute"), {"answer": "yes", "stop": "stop"})
    with as_(town.noor, at=now()):
        kept = Answer.objects.get()
    assert answer.url == reverse("answers:one", args=[kept.pk])
    assert (kept.about, kept.tally["known"]) == ("bed", 1)


def test_stopping_without_an_answer_keeps_nothing_and_shows_what_is_open(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    answer = noor.post(asking(yusuf, "rough_sleeping"), {"stop": "stop", "then": ""})
    with as_(town.noor, at=now()):
        assert answer.url == reverse("answers:one", args=[Answer.objects.get().pk])
    assert known(yusuf, town.noor) == {}


def test_coming_back_goes_on_with_the_question_after_the_last(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    noor.post(asking(yusuf, "status_code"), {"said": "ARE_SINGLE", "stop": "stop"})
    assert known(yusuf, town.noor)["status_code"].value == "ARE_SINGLE"
    then = next_asked(signed_in(town.noor), yusuf)
    assert then not in ("", "status_code")


def test_an_interview_where_everything_is_left_open_ends_with_an_answer(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    asked, there = [], asking(yusuf, next_asked(noor, yusuf, "money"), "money")
    for _ in range(200):
        answer = noor.post(there, {"answer": "does_not_know"})
        asked.append(there)
        if "answers" in answer.url:
            break
        there = noor.get(answer.url).url
    assert "answers" in answer.url
    assert len(asked) == len(set(asked))


def test_one_missing_fact_is_asked_from_the_answers_and_leads_back_to_them(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    there = asking(yusuf, "destitute")
    assert "Save and see the answers" in words(noor.get(there + "?then=answers"))
    assert "/answers/" in noor.post(there, {"answer": "no", "then": "answers"}).url


def test_a_corrected_answer_takes_the_place_of_the_old_one_which_stays_in_the_history(
    town: personas.Agencies,
) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    noor.post(asking(yusuf, "destitute"), {"answer": "no"})
    noor.post(asking(yusuf, "destitute"), {"answer": "yes"})
    assert known(yusuf, town.noor)["destitute"].value is True
    with as_(town.noor, at=now()):
        assert Fact.objects.filter(person=yusuf, name="destitute").count() == 2


def test_two_children_are_written_down_line_by_line(town: personas.Agencies) -> None:
    mercy = personas.mercy(town.noor)
    noor = signed_in(town.noor)
    there = asking(mercy, "dependent_children", "care")
    shown = words(noor.get(there))
    assert "There is nobody to list" in shown and 'name="0-age"' in shown
    more = words(noor.post(there, {"rows": "1", "0-age": "3", "add": "add"}))
    assert 'name="1-age"' in more and 'value="3"' in more
    noor.post(there, {"rows": "2", "0-age": "3", "1-age": "8", "1-in_household_before_are": "yes"})
    children = known(mercy, town.noor)["dependent_children"].value
    assert [child["age"] for child in children] == [3, 8]
    assert children[1]["in_household_before_are"] is True


def test_a_childs_age_in_words_is_said_to_be_no_number(town: personas.Agencies) -> None:
    mercy = personas.mercy(town.noor)
    there = asking(mercy, "dependent_children", "care")
    shown = words(signed_in(town.noor).post(there, {"rows": "1", "0-age": "small"}))
    assert "Line 1: “small” is not a number." in shown
    assert 'value="small"' in shown


def test_no_child_is_an_answer_too(town: personas.Agencies) -> None:
    mercy = personas.mercy(town.noor)
    signed_in(town.noor).post(
        asking(mercy, "dependent_children", "care"), {"rows": "1", "answer": "none_there"}
    )
    fact = known(mercy, town.noor)["dependent_children"]
    assert (fact.value, fact.is_known) == ([], True)


def test_every_question_of_the_law_has_a_page(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    kinds: dict[str, str] = {}
    for fact in rulebook.england().facts.values():
        kinds.setdefault(f"{fact.type} {bool(fact.options)} {len(fact.options) > 12}", fact.name)
    for name in kinds.values():
        assert noor.get(asking(yusuf, name)).status_code == 200


def test_a_question_or_a_goal_that_does_not_exist_is_not_there(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    noor = signed_in(town.noor)
    assert noor.get(asking(yusuf, "favourite_colour")).status_code == 404
    assert noor.get(asking(yusuf, "destitute", "castle")).status_code == 404
    assert noor.get(reverse("ask:go_on", args=[yusuf.pk, "castle"])).status_code == 404


def test_lin_cannot_ask_about_somebody_she_may_not_see(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    lin = signed_in(town.lin)
    assert lin.get(reverse("ask:begin", args=[yusuf.pk])).status_code == 404
    assert lin.post(asking(yusuf, "destitute"), {"answer": "yes"}).status_code == 404
    assert known(yusuf, town.noor) == {}


def test_what_another_agency_shared_is_not_asked_again(town: personas.Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    with as_(town.noor, at=NOW):
        people.learn(yusuf, name="status_code", value="ARE_SINGLE", field="status", by=town.noor, at=NOW)
    personas.agree(yusuf, to=town.link.service, by=town.noor, fields=("name", "status"), at=NOW)
    assert next_asked(signed_in(town.lin), yusuf) != "status_code"
