"""The list of people in four queries, and what happened to somebody, newest first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.ledger import queries as ledger_queries
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people import queries, telling
from recourse.records.people.queries import finding
from tests import personas
from tests.personas import MONDAY, Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def after(minutes: int) -> object:
    return MONDAY + timedelta(minutes=minutes)


def test_a_page_of_people_is_four_queries_with_names_and_reasons(town: Agencies) -> None:
    for number in range(20):
        personas.person(town.pat, at=after(number), name=f"Ours {number}")
    for number in range(20):
        theirs = personas.person(town.noor, at=after(30 + number), name=f"Theirs {number}")
        personas.agree(theirs, to=town.hosting.service, by=town.noor, fields=["name"], at=after(30 + number))
    with as_(town.pat, at=after(60)):
        assert town.pat.service_ids
        with CaptureQueriesContext(connection) as asked:
            page = queries.page_of(town.pat)
            told = [
                (one.identity.display_name, one.share and one.share.agency_id, one.lead_name)
                for one in page.listed
            ]
        assert len(asked) == 4
        assert len(told) == 25
        assert told[0] == ("Theirs 19", town.outreach.agency.pk, "Noor Example")
        assert told[20] == ("Ours 19", None, "Pat Pretend")
        assert (page.total, page.pages) == (40, 2)
        assert len(queries.page_of(town.pat, page=2).listed) == 15
        assert queries.page_of(town.pat, page=9).listed == []
        assert queries.page_of(town.pat, whose="mine").total == 20
        assert queries.page_of(town.pat, whose="shared").total == 20


def test_somebody_shared_twice_is_listed_and_counted_once(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.hosting.service, by=town.noor, days=7)
    longer = personas.agree(amina, to=town.hosting.service, by=town.noor, days=28)
    with as_(town.pat):
        page = queries.page_of(town.pat)
        assert (len(page.listed), page.total) == (1, 1)
        assert page.listed[0].share == longer


def test_who_works_in_no_service_sees_the_agency_s_own(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    town.noor.services.clear()
    noor = Worker.objects.get(pk=town.noor.pk)
    with as_(noor):
        assert [one.person for one in queries.page_of(noor).listed] == [amina]
        assert queries.page_of(noor, whose="shared").listed == []


def test_closed_cases_leave_our_list(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor):
        people.close(amina, why="helped", by=town.noor, at=MONDAY)
        assert queries.page_of(town.noor).total == 0


def test_whom_somebody_touched_last_comes_first(town: Agencies) -> None:
    amina, yusuf = personas.amina(town.noor), personas.yusuf(town.noor, at=after(1))
    with as_(town.noor):
        assert [one.person for one in queries.page_of(town.noor).listed] == [yusuf, amina]
        people.write_note(amina, text="Seen again.", by=town.noor, at=after(2))
        assert [one.person for one in queries.page_of(town.noor).listed] == [amina, yusuf]


def test_whom_their_agency_touched_last_comes_first_for_those_it_shares_with(town: Agencies) -> None:
    amina, yusuf = personas.amina(town.noor), personas.yusuf(town.noor, at=after(1))
    for person in (yusuf, amina):
        personas.agree(person, to=town.hosting.service, by=town.noor, fields=["name"], at=after(2))
    with as_(town.noor):
        people.write_note(yusuf, text="Seen again.", by=town.noor, at=after(3))
    with as_(town.pat):
        assert [one.person for one in queries.page_of(town.pat).listed] == [yusuf, amina]
    with as_(town.noor):
        people.write_note(amina, text="And she.", by=town.noor, at=after(4))
    with as_(town.pat):
        assert [one.person for one in queries.page_of(town.pat).listed] == [amina, yusuf]


def test_thousands_are_not_counted_to_the_end_and_their_pages_go_on(
    town: Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        personas.person(town.pat, at=after(number), name=f"Ours {number}")
    monkeypatch.setattr(finding, "COUNTED", 3)
    monkeypatch.setattr(finding, "PAGE_SIZE", 2)
    with as_(town.pat):
        first, last = queries.page_of(town.pat), queries.page_of(town.pat, page=2)
        assert (first.more_than, len(first.listed), first.goes_on) == (3, 2, True)
        assert (len(last.listed), last.goes_on) == (2, False)
        mine = queries.page_of(town.pat, whose="mine")
        assert (mine.more_than, len(mine.listed), mine.goes_on) == (3, 2, True)


def test_what_happened_is_told_newest_first_in_plain_words(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor):
        for number, name in enumerate(["has_dog", "is_pregnant", "has_savings"]):
            people.learn(amina, name=name, value=True, field="needs", by=town.noor, at=after(5 + number))
        people.write_note(amina, text="She is cold.", by=town.noor, at=after(10))
        people.look(amina, by=town.noor, at=after(11))
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, at=after(12))
    with as_(town.noor, at=after(13)):
        people.withdraw(share, by=town.noor, at=after(13), reason="She changed her mind.")
    with as_(town.noor):
        words = {"fact": {"has_dog": "Has a dog", "is_pregnant": "Is pregnant", "has_savings": "Has savings"}}
        told = [(one.kind, one.title, one.text) for one in queries.timeline(amina, words=words)]
        kept = Entry.objects.filter(act="people.withdraw").values_list("reason", flat=True)
        assert list(kept) == [""]
    assert told == [
        ("person", "Wrote a note", "Why sharing with Hosting scheme stopped: She changed her mind."),
        ("sharing", "Stopped sharing with Hosting scheme", ""),
        (
            "sharing",
            "Agreed to share with Hosting scheme",
            "name and housing and support needs, until 20 December 2026",
        ),
        ("person", "Wrote a note", "She is cold."),
        ("person", "Answered 3 questions", "Has a dog, Is pregnant, Has savings"),
        ("person", "Wrote a note", "Met by the library at 23:40."),
        ("person", "Added", ""),
    ]


def test_upper_rooms_add_their_sentences_and_the_clock_is_told_apart(
    town: Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "SENTENCES", dict(telling.SENTENCES))
    telling.tell(
        {
            "homes.try": telling.Sentence(
                "decision", "{from_agency}: {code}", "{reason} {by_day}", {"code": {"full": "No room"}}
            )
        }
    )
    monkeypatch.setattr("recourse.records.people.queries.happening.SENTENCES", telling.SENTENCES)
    amina = personas.amina(town.noor)
    detail = {"from_agency": town.hosting.agency.pk, "code": "full", "by_day": "2026-12-03"}
    with as_(town.noor):
        ledger.record(
            by=town.noor, act="homes.try", at=after(1), person=amina.pk, reason="Sorry.", detail=detail
        )
    with acting_for(town.outreach.agency, at=after(2)):
        ledger.record(by=None, act="homes.try", at=after(2), person=amina.pk)
        clock, decision = queries.timeline(amina)[:2]
    assert (decision.kind, decision.title, decision.text) == (
        "decision",
        "Lamp House Hosting: No room",
        "Sorry. 3 December 2026",
    )
    assert (clock.kind, clock.by_name, clock.title) == ("clock", "Recourse", ": ")


def test_noor_is_told_that_sam_asked_something_but_not_what_it_was(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.law.service, by=town.noor, fields=["name"])
    with as_(town.sam):
        people.learn(amina, name="was_trafficked", value=True, field="status", by=town.sam, at=after(1))
        assert queries.timeline(amina)[0].text == "was_trafficked"
    with as_(town.noor):
        asked = queries.timeline(amina)[0]
        assert (asked.by_name, asked.agency_name, asked.title, asked.text) == (
            "Sam Specimen",
            "Law Desk",
            "Answered a question",
            "",
        )
        assert "trafficked" not in str(list(ledger_queries.about_person(amina.pk).values()))


def test_a_timeline_is_told_in_few_queries_however_long_it_is(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    for days in range(7, 17):
        personas.agree(amina, to=town.hosting.service, by=town.noor, days=days)
    with as_(town.noor):
        for number in range(10):
            people.learn(amina, name=f"fact_{number}", value=1, field="needs", by=town.noor, at=after(number))
            people.look(amina, by=town.noor, at=after(number))
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.timeline(amina)) == 13
        assert len(asked) == 4
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.looks(amina)) == 10
        assert len(asked) == 2
