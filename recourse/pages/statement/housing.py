"""What a statement says of housing: the beds offered, the course of each stay, and what a panel said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from recourse.pages.statement.line import Line, in_words, on_day
from recourse.reasoning.agreements import in_pounds
from recourse.records.hosting import queries as hosting
from recourse.records.panels import queries as panels
from recourse.records.panels.words import Said
from recourse.records.placements import queries as placements
from recourse.records.placements.words import Course

if TYPE_CHECKING:
    from recourse.records.hosting.models import CheckIn
    from recourse.records.panels.models import Choice, Decision, Word
    from recourse.records.people.models import Person
    from recourse.records.placements.models import Mark, Offer

_UNTIL = {
    Course.LONGER: "lasts until",
    Course.NOTICE: "runs out on",
    Course.MOVE_ON: "by",
    Course.CHECKED: "shown until",
}


def beds(person: Person) -> list[dict[str, Any]]:
    """The beds that were offered, and what was said to each."""
    return [
        {
            "on": on_day(one.made_at).isoformat(),
            "by": one.agency.name,
            "state": one.get_state_display(),
            "home": one.home_name,
            "answer": _answer(one),
        }
        for one in placements.of_person(person)
    ]


def stays(person: Person) -> list[Line]:
    """When they moved in and out, and what was kept in between."""
    found = [_marked(mark) for mark in placements.course_of(person)]
    found += [_asked_how_it_goes(one) for one in hosting.check_ins_with(person)]
    for offer in placements.of_person(person):
        found += _lived_in(offer)
    return found


def said_by_panels(person: Person) -> list[Line]:
    """What a panel was told of this person, decided for them, or weighed without choosing them.

    A row of somebody else in the same decision, and why that one was chosen, is never read here.
    """
    words, decisions, others = panels.of_person(person)
    return [
        *(line for word in words for line in _of_panel(word)),
        *map(_decided, decisions),
        *map(_weighed, others),
    ]


def _answer(one: Offer) -> str:
    why = one.get_decline_code_display() if one.decline_code else ""
    return ": ".join(part for part in (why, one.words) if part)


def _lived_in(offer: Offer) -> Iterator[Line]:
    stay = getattr(offer, "stay", None)
    if stay is None:
        return
    agency, home = offer.agency.name, offer.home_name
    yield Line(key=offer.pk, on=stay.first_day, what=f"First day at {home}", agency=agency)
    if stay.after_last_day is not None:
        what = f"Left {home}. {stay.get_end_kind_display()}. Went to: {stay.get_moved_to_display().lower()}"
        by = stay.ended_by.name if stay.ended_by else ""
        yield Line(
            key=stay.pk, on=stay.after_last_day, what=what, words=stay.end_reason, by=by, agency=agency
        )


def _marked(mark: Mark) -> Line:
    kind = Course(mark.kind)
    what = [mark.get_kind_display()]
    if mark.chosen:
        what.append(f": {mark.chosen[:1].lower()}{mark.chosen[1:]}")
    if mark.pence:
        what.append(f", {in_pounds(mark.pence)} {'a night' if mark.choice == 'council' else 'a week'}")
    if mark.until:
        what.append(f", {_UNTIL.get(kind, 'until')} {in_words(mark.until)}")
    words = " ".join(part for part in (mark.words, mark.plan) if part)
    by, agency = mark.made_by.name, mark.agency.name
    return Line(key=mark.pk, on=mark.on_day, what="".join(what), words=words, by=by, agency=agency)


def _asked_how_it_goes(one: CheckIn) -> Line:
    what = f"Checked in, {one.get_how_display().lower()}. For you: {one.get_guest_display().lower()}"
    by, agency = one.made_by.name, one.agency.name
    return Line(key=one.pk, on=one.on_day, what=what, words=one.words, by=by, agency=agency)


def _of_panel(word: Word) -> Iterator[Line]:
    is_no, home = word.kind == Said.NO, word.home.name
    what = f"Not offered {home}" if is_no else f"A bed kept for you at {home}"
    said: dict[str, Any] = {"key": word.pk, "agency": word.agency.name}
    yield Line(**said, on=on_day(word.said_at), what=what, words=word.why, by=word.said_by.name)
    if word.taken_back_at is not None and word.taken_back_by is not None:
        back = f"Taken back: {what[:1].lower()}{what[1:]}"
        yield Line(**said, on=on_day(word.taken_back_at), what=back, by=word.taken_back_by.name)


def _decided(one: Decision) -> Line:
    names = ", without seeing names" if one.hid_names else ""
    what = f"You were chosen for a bed at {one.home.name}, by {one.get_by_order_display().lower()}{names}"
    by, agency = one.decided_by.name, one.agency.name
    return Line(key=one.pk, on=on_day(one.decided_at), what=what, words=one.reason, by=by, agency=agency)


def _weighed(one: Choice) -> Line:
    home, made = one.bedspace.room.home.name, one.decision
    what = f"A bed at {home} could have gone to you, and did not"
    words = " ".join(one.shown.get("said", ()))
    return Line(
        key=one.pk,
        on=on_day(made.decided_at),
        what=what,
        words=words,
        by=made.decided_by.name,
        agency=one.agency.name,
    )
