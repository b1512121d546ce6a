"""What a home's papers say: for a free room, a paying one, one a council pays for, and one with a host."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recourse.reasoning import agreements
from recourse.reasoning.agreements import BadTerms, Funding, Kind, Terms
from recourse.reasoning.rulebook import england

MONDAY = date(2026, 11, 23)
ROOM = Terms(
    kind=Kind.LICENCE,
    funding=Funding.FREE,
    charity="Wren House",
    answer_to="1 Mill Lane",
    home="4 Lamp Street",
    owner="Lantern Homes",
    resident="Amina Example",
    room="Room 2",
    council="Wrenfield Council",
    first_day=MONDAY,
    last_day=date(2027, 5, 22),
    given_on=date(2027, 1, 4),
    why="The house goes back to its owner.",
)
PAID = {Funding.FREE: 0, Funding.PAYING: 8550, Funding.COUNCIL: 4500}


def of(kind: Kind, funding: Funding, **changed: Any) -> Terms:
    return replace(ROOM, kind=kind, funding=funding, pence=PAID[funding], **changed)


def said(terms: Terms) -> str:
    written = agreements.write(terms)
    return "\n".join([written.opening, *(line for section in written.sections for line in section.says)])


def test_a_free_room_costs_nothing_and_wants_no_check() -> None:
    words = said(of(Kind.LICENCE, Funding.FREE))
    assert "You pay nothing: no rent, no bills, no deposit" in words
    assert "we need not check your right to rent" in words
    assert "court" not in words.replace("a court makes us", "")
    assert "28 days before; 21 at the very least" in words


def test_a_paying_room_names_its_price_and_the_court() -> None:
    words = said(of(Kind.LICENCE, Funding.PAYING))
    assert "You pay £85.50 a week" in words and "only a court can make you" in words
    assert "we may have to check your right to rent" in words
    assert "28 days before; 28 at the very least" in words


def test_a_room_that_a_council_pays_for_names_the_council_and_costs_its_resident_nothing() -> None:
    words = said(of(Kind.LICENCE, Funding.COUNCIL))
    assert "Wrenfield Council pays £45 a night for your room. You pay nothing yourself" in words


def test_a_lease_in_is_for_a_rent_or_a_peppercorn_and_tells_the_owner_of_nobody() -> None:
    peppercorn = said(replace(of(Kind.LEASE_IN, Funding.PAYING), pence=0))
    assert "pays Lantern Homes one peppercorn a year" in peppercorn
    rent = said(replace(of(Kind.LEASE_IN, Funding.PAYING), pence=120000))
    assert "£1,200 a month" in rent and "It never tells who they are" in rent
    assert "Amina" not in rent


def test_every_clause_stands_in_some_paper_and_no_word_is_left_unfilled() -> None:
    found = set()
    for kind, funding, with_a_host in product(Kind, Funding, (False, True)):
        terms = of(kind, funding, with_a_host=with_a_host)
        words = said(terms)
        assert "{" not in words and "None" not in words, (kind, funding)
        found |= {clause.id for clause in agreements.clauses() if clause.is_for(terms)}
    assert found == {clause.id for clause in agreements.clauses()}


@pytest.mark.parametrize(
    ("funding", "given_on", "ends_on"),
    [
        (Funding.PAYING, date(2026, 11, 23), date(2026, 12, 21)),
        (Funding.COUNCIL, date(2026, 12, 1), date(2026, 12, 29)),
        (Funding.FREE, date(2027, 2, 1), date(2027, 3, 1)),
        (Funding.FREE, date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_four_weeks_notice_ends_on_the_same_day_of_the_week(
    funding: Funding, given_on: date, ends_on: date
) -> None:
    assert agreements.notice(of(Kind.NOTICE, funding, given_on=given_on)).ends_on == ends_on


def test_a_notice_is_never_shorter_than_such_a_room_allows() -> None:
    for funding, least in agreements.LEAST_NOTICE.items():
        agreements.notice(of(Kind.NOTICE, funding, notice_days=least))
        with pytest.raises(BadTerms, match=f"notice_days: {least} days or more"):
            agreements.notice(of(Kind.NOTICE, funding, notice_days=least - 1))
    with pytest.raises(BadTerms, match="notice_days: 28 days or more"):
        agreements.notice(of(Kind.NOTICE, Funding.PAYING, notice_days=21, with_a_host=True))
    hosted = of(Kind.NOTICE, Funding.PAYING, with_a_host=True)
    assert agreements.notice(hosted).needs_court is None
    assert "ask Shelter first" in said(hosted)
    free = of(Kind.NOTICE, Funding.FREE, notice_days=21, with_a_host=True)
    assert agreements.notice(free).needs_court is False


def test_whether_a_room_paid_by_a_council_wants_a_court_is_left_open() -> None:
    needs = {funding: agreements.notice(of(Kind.NOTICE, funding)).needs_court for funding in Funding}
    assert needs == {Funding.FREE: False, Funding.PAYING: True, Funding.COUNCIL: None}
    assert "ask a solicitor or Shelter before you go" in said(of(Kind.NOTICE, Funding.COUNCIL))


def test_a_stay_is_looked_at_after_a_week_then_every_four() -> None:
    assert agreements.reviews(MONDAY, until=date(2027, 2, 22)) == [
        date(2026, 11, 30),
        date(2026, 12, 28),
        date(2027, 1, 25),
        date(2027, 2, 22),
    ]


@pytest.mark.parametrize(
    ("last_day", "words"),
    [
        (None, "We sit down with you on 30 November 2026, and every four weeks after that: how you are"),
        (date(2099, 12, 31), "on 30 November 2026, and every four weeks after that: how you are"),
        (date(2026, 12, 28), "on 30 November 2026, and every four weeks after that: how you are"),
        (date(2026, 12, 27), "We sit down with you on 30 November 2026: how you are"),
        (date(2026, 11, 29), "We sit down with you on the last day: how you are"),
    ],
)
def test_the_licence_names_the_first_of_these_days_and_how_often(last_day: date | None, words: str) -> None:
    assert words in said(of(Kind.LICENCE, Funding.FREE, last_day=last_day, given_on=None))


def test_the_house_rules_are_the_same_for_everybody_in_the_house() -> None:
    every = {said(of(Kind.HOUSE_RULES, funding)) for funding in Funding}
    assert len(every) == 1
    (words,) = every
    assert "Some of us pay for our rooms and some do not" in words and "tell us: 1 Mill Lane." in words


def test_what_stays_with_us_says_who_is_told_all_the_same() -> None:
    told = {funding: said(of(Kind.LICENCE, funding)) for funding in Funding}
    assert "or a court makes us. We do not give your address" in told[Funding.FREE]
    assert "check of the right to rent does. Then we tell you first" in told[Funding.PAYING]
    assert "Wrenfield Council knows that you live here, because it pays" in told[Funding.COUNCIL]
    assert "Otherwise we may have to, and we tell you first" in told[Funding.COUNCIL]
    assert all("with the reason" in words and "find where to go" in words for words in told.values())
    assert "ask a solicitor or Shelter before you do" in told[Funding.COUNCIL]


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_reviews_are_four_weeks_apart_and_none_lies_beyond_the_stay(first: date, long: int) -> None:
    until = first + timedelta(days=long)
    days = agreements.reviews(first, until=until)
    assert all(first < day <= until for day in days)
    assert all(after - before == timedelta(days=28) for before, after in zip(days, days[1:], strict=False))
    assert bool(days) == (long >= 7)


KNOWN = {
    "age": 30,
    "provider": "charity",
    "self_contained": False,
    "shared_cooking_or_board": False,
    "arranged_by_council": False,
}


def test_the_rulebook_says_whether_the_right_to_rent_is_checked() -> None:
    book = england()
    free = agreements.check(of(Kind.LICENCE, Funding.FREE), {}, book=book)
    assert free.is_due is False and free.because == ("Not so: Rent or a charge is paid for living there.",)
    assert free.cites == ("Immigration Act 2014 s20",)
    paying = agreements.check(of(Kind.LICENCE, Funding.PAYING), KNOWN, book=book)
    assert paying.is_due is True and "Rent or a charge is paid for living there." in paying.because
    open_ = agreements.check(of(Kind.LICENCE, Funding.PAYING), {"age": 30}, book=book)
    assert (
        open_.is_due is None
        and "Is it a self-contained home, with its own kitchen and bathroom?" in open_.missing
    )
    hostel = agreements.check(
        of(Kind.LICENCE, Funding.PAYING), KNOWN | {"shared_cooking_or_board": True}, book=book
    )
    assert hostel.is_due is False and hostel.because == ("It is a hostel or a refuge.",)


def test_a_host_s_home_with_a_shared_kitchen_is_no_hostel() -> None:
    lodging = of(Kind.LICENCE, Funding.PAYING, with_a_host=True)
    shared = KNOWN | {"shared_cooking_or_board": True}
    assert agreements.check(lodging, shared, book=england()).is_due is True


def test_who_runs_the_place_is_asked_and_never_assumed() -> None:
    shared = {name: said for name, said in KNOWN.items() if name != "provider"}
    found = agreements.check(
        of(Kind.LICENCE, Funding.PAYING), shared | {"shared_cooking_or_board": True}, book=england()
    )
    assert found.is_due is None and "Who lets or runs the place?" in found.missing


def test_going_from_free_to_paying_raises_the_check_and_the_way_back_does_not() -> None:
    free, paying = of(Kind.LICENCE, Funding.FREE), of(Kind.LICENCE, Funding.PAYING)
    raised = agreements.raised_by(free, paying, KNOWN, book=england())
    assert raised is not None and raised.is_due
    assert agreements.raised_by(paying, free, KNOWN, book=england()) is None
    unknown = agreements.raised_by(free, paying, {}, book=england())
    assert unknown is not None and unknown.is_due is None
    child = agreements.raised_by(free, paying, KNOWN | {"age": 12}, book=england())
    assert child is None


@pytest.mark.parametrize(
    ("changed", "field", "expected"),
    [
        ({"pence": -1}, "pence", "nought or more"),
        ({"pence": 100}, "pence", "nought: a free room costs nothing"),
        ({"funding": Funding.PAYING}, "pence", "without a charge it is a free one"),
        ({"funding": Funding.COUNCIL, "pence": 10, "council": " "}, "council", "which council pays"),
        ({"last_day": date(2026, 11, 22)}, "last_day", "on or after the first"),
        ({"first_day": date(1926, 11, 23)}, "first_day", "between 2000 and 2099"),
        ({"resident": ""}, "resident", "who will live there"),
        ({"notice_days": 0}, "notice_days", "between 1 and 365"),
        (
            {"kind": Kind.NOTICE, "given_on": date(2026, 11, 1)},
            "given_on",
            "on or after the first of the stay",
        ),
        ({"kind": Kind.LEASE_IN, "last_day": None}, "last_day", "the day on which the lease ends"),
    ],
)
def test_terms_nobody_could_sign_are_refused_with_the_field(
    changed: dict[str, Any], field: str, expected: str
) -> None:
    with pytest.raises(BadTerms) as refused:
        agreements.write(replace(ROOM, **changed))
    assert [wrong.field for wrong in refused.value.wrongs] == [field]
    assert expected in refused.value.wrongs[0].expected


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(BadTerms) as refused:
        agreements.write(replace(ROOM, resident="", pence=-5, last_day=date(2020, 1, 1)))
    assert [wrong.field for wrong in refused.value.wrongs] == ["resident", "last_day", "pence"]
