"""Nobody loses permission for want of a reminder: the days before it ends, each with what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from recourse.reasoning import rulebook
from recourse.reasoning.routes import keeping
from recourse.reasoning.rulebook import recording
from recourse.reasoning.rulebook.logic import compiled
from recourse.reasoning.rulebook.person import Person

ENGLAND = rulebook.england()


def kept(day: str, **facts: Any) -> tuple[keeping.Kept, ...]:
    as_at = date.fromisoformat(day)
    return keeping.of(Person(compiled(ENGLAND), recording.recorded(ENGLAND, facts), day=as_at))


def test_the_calendar_runs_from_half_a_year_before_to_two_weeks_after() -> None:
    found = kept("2026-11-22", status_code="LLR_FAMILY_NRPF", leave_expiry="2027-01-10")
    assert [(one.before, one.day.isoformat()) for one in found] == [
        (180, "2026-07-14"),
        (120, "2026-09-12"),
        (90, "2026-10-12"),
        (60, "2026-11-11"),
        (45, "2026-11-26"),
        (28, "2026-12-13"),
        (7, "2027-01-03"),
        (0, "2027-01-10"),
        (-14, "2027-01-24"),
    ]
    assert [one.is_past for one in found][:5] == [True, True, True, True, False]
    assert all(one.says.endswith(".") and one.label for one in found)


def test_it_is_made_anew_when_permission_is_cut_short() -> None:
    found = kept(
        "2026-11-22", status_code="SPOUSE_5Y", leave_expiry="2028-02-01", leave_curtailed_to="2027-01-09"
    )
    assert [one.day for one in found if one.before == 0] == [date(2027, 1, 9)]


def test_it_ends_when_an_application_was_made_in_time() -> None:
    facts = {"status_code": "LLR_FAMILY_NRPF", "leave_expiry": "2027-01-10"}
    assert kept("2026-11-22", **facts) and not kept("2026-11-22", **facts, extension_application_in_time=True)


def test_there_is_none_without_a_last_day_or_for_status_that_does_not_end() -> None:
    assert kept("2026-11-22", status_code="LLR_FAMILY_NRPF") == ()
    assert kept("2026-11-22", status_code="ILR", leave_expiry="2027-01-10") == ()
    assert kept("2026-11-22", status_code="EUSS_PRESETTLED", leave_expiry="2027-01-10") == ()
