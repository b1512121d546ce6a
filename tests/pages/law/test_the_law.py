"""Anybody can read the law, rule by rule, without signing in; and what nobody has verified says so."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from recourse.reasoning import rulebook, writing

pytestmark = pytest.mark.django_db
ENGLAND = rulebook.england()
TOPICS = sorted({one.topic for one in ENGLAND.definitions.values()})


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_topic_stands_once_on_the_page_of_topics_and_nobody_has_to_sign_in(client: Client) -> None:
    page = read(client, "/law/")
    assert "Leave this page now" in page
    for topic in TOPICS:
        assert page.count(f'href="/law/{topic}/"') == 1, topic


@pytest.mark.parametrize("slug", TOPICS)
def test_a_topic_shows_each_of_its_rules_once_under_its_own_anchor(slug: str, client: Client) -> None:
    page = read(client, f"/law/{slug}/")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    topic = writing.topic(ENGLAND, slug)
    rules = [rule for one in topic.questions for section in one.sections for rule in section.rules]
    assert {rule.anchor for rule in rules} <= set(ids)
    assert page.count('class="rc-law__rule"') == topic.rule_count
    named = set(re.findall(r"\b[a-z]+(?:_[a-z0-9]+)+\b", re.sub(r"<[^>]+>", " ", page)))
    assert named & {*ENGLAND.facts, *ENGLAND.definitions} == set(), "a name of the files is on the screen"
    assert not re.search(r"\(U\d+", page), "the number of a point is on the screen"


def test_a_rule_says_its_provision_since_when_how_sure_and_that_nobody_has_verified_it(
    client: Client,
) -> None:
    page = read(client, "/law/homelessness/")
    rule = page.partition('id="HS-P7-REG5"')[2].partition("</details>")[0]
    assert "Housing Act 1996 s185(2); SI 2006/1294 reg 5" in rule
    assert "Law since 1 June 2006." in rule
    assert "Not verified yet." in rule
    assert 'href="/law/immigration_control/#housing_psic"' in rule
    ended = page.partition('id="HS-P7-175-21-to-2026-04-30"')[2].partition("</details>")[0]
    assert ", to 30 April 2026." in ended
    assert "Read as it stood on the day the notice was served." in ended


def test_a_worked_example_is_told_as_a_story(client: Client) -> None:
    page = read(client, "/law/homelessness/")
    story = page.partition('id="example-V60"')[2].partition("</details>")[0]
    assert "Refugee tenant with a section 8 notice for 10 August" in story
    assert "On 1 July 2026" in story
    assert "Eligible" in story


def test_words_of_a_provision_find_its_rules(client: Client) -> None:
    page = read(client, "/law/?q=s179")
    assert "/law/homelessness/#HS-P7-179" in page
    assert "No rule has" in read(client, "/law/?q=moonlight")
    assert "&lt;script&gt;" in read(client, "/law/?q=<script>")


def test_what_is_not_verified_is_counted_by_topic_and_each_topic_has_its_page(client: Client) -> None:
    page = read(client, "/law/unverified/")
    counted = re.search(r"(\d+) of \d+ rules have never been compared", page)
    assert counted
    assert "A lawyer must compare each rule with the legislation" in page
    leads = re.findall(r'href="/law/unverified/([^"]+)/"', page)
    assert sorted(leads) == TOPICS
    assert len(page) < 60_000
    rows = [
        int(number)
        for number in re.findall(r"(?:all|its) (\d+) rules?|(\d+) of \d+ rules</div>", page)
        for number in number
        if number
    ]
    assert sum(rows) == int(counted[1])


def test_of_a_topic_every_rule_that_is_not_verified_is_named_with_its_provision(client: Client) -> None:
    page = read(client, "/law/unverified/homelessness/")
    rule = page.partition("/law/homelessness/#HS-P7-REG5")[2].partition("</li>")[0]
    assert "Housing Act 1996 s185(2); SI 2006/1294 reg 5" in rule
    assert "Never compared." in rule
    topic = writing.topic(ENGLAND, "homelessness")
    assert page.count("Never compared.") == topic.rule_count
    assert 'href="/law/unverified/homelessness/"' in read(client, "/law/homelessness/")
    assert client.get("/law/unverified/moonlight/").status_code == 404


def test_there_is_no_page_of_a_topic_that_is_not_there(client: Client) -> None:
    assert client.get("/law/moonlight/").status_code == 404
