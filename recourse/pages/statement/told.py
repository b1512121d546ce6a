"""Puts a person's statement together: the page, the paper and the file all say what this says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.timezone import localdate

from recourse.pages.look import known
from recourse.pages.people import knowing
from recourse.pages.statement import around, housing, line, rights, sharing
from recourse.pages.statement.grants import grants, reasons
from recourse.pages.statement.line import Line, on_day
from recourse.pages.statement.steps import steps
from recourse.reasoning import rulebook
from recourse.records.advice import queries as advice
from recourse.records.disclosures import queries as disclosures
from recourse.records.papers import queries as papers
from recourse.records.people import fields as field_names
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.people.fields import FIELDS
from recourse.records.referrals import queries as referrals

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Person

FORMAT, VERSION = "recourse-statement", 2
LINES = ("messages", "letters", "stays", "panels", "emergencies", "holds")
Said = dict[str, Any]


def statement(person: Person, *, by: Worker, at: datetime, leave_out: Collection[UUID] = ()) -> Said:
    """Everything the reader's agency may see, as the person is told; `leave_out` are words about others."""
    who, today = identity.read(person), localdate(at)
    notes, lines = people.notes(person), _lines(person)
    return {
        "format": FORMAT,
        "version": VERSION,
        "about": {"reference": person.reference, "name": who.display_name, "held_by": person.agency.name},
        "made": {"on": today.isoformat(), "by": by.name, "agency": by.organisation.name},
        "held": _held(person, by=by),
        "notes": [
            {
                "on": on_day(note.at).isoformat(),
                "by": note.by_name,
                "agency": note.agency_name,
                "text": note.text,
            }
            for note in notes
            if note.id not in leave_out
        ],
        "notes_left_out": len(set(leave_out)),
        "papers": _papers(person),
        "answers": _answers(person),
        "steps": steps(person),
        "referrals": _referrals(person),
        "beds": housing.beds(person),
        **{name: line.told(some, leave_out=leave_out) for name, some in lines.items()},
        "grants": grants(person, leave_out=leave_out),
        "seen_by": sharing.seen_by(person, today=today),
        "agreed": sharing.agreements(person),
        "advice": [_advice(person, one) for one in disclosures.advice_of(person)],
        "looked": sharing.looked(person),
        "sent": sharing.sent(person),
        "rights": list(rights.RIGHTS),
        "complaints": rights.complaints(person.agency.name, where=person.agency.complain_to),
    }


def words_of(person: Person) -> list[Line]:
    """Every word a worker wrote freely, each of which can stay out because it tells about somebody else."""
    notes = [
        Line(key=one.id, on=localdate(one.at), what="Note", words=one.text, by=one.by_name)
        for one in people.notes(person)
    ]
    written = [one for some in _lines(person).values() for one in some if one.words]
    return [*notes, *sorted(written, key=lambda one: one.on, reverse=True), *reasons(person)]


def _lines(person: Person) -> dict[str, list[Line]]:
    return {
        "messages": around.messages(person),
        "letters": around.letters(person),
        "stays": housing.stays(person),
        "panels": housing.said_by_panels(person),
        "emergencies": around.emergencies(person),
        "holds": around.holds(person),
    }


def fields_of(said: Said) -> list[str]:
    """The fields a statement holds something of."""
    also = {name for name in ("notes", "answers", "papers") if said[name]}
    also |= {"notes", "answers"} if said["steps"] else set()
    also |= {"notes"} if any(one["words"] for name in LINES for one in said[name]) else set()
    also |= {"status"} if said["stays"] or said["letters"] else set()
    also |= {"work"} if said["grants"] else set()
    return field_names.check({one["field"] for one in said["held"]} | also)


def _held(person: Person, *, by: Worker) -> list[Said]:
    sight = people.fields_in_sight(person, by)
    who = knowing.by_field(identity.read(person), {}, sight=sight)
    lines: dict[str, list[Said]] = {
        field.name: [
            {"question": line.question, "answer": line.words, "agency": "", "on": ""} for line in field.lines
        ]
        for field in who
    }
    law = rulebook.england().facts
    for fact in people.learnt(person):
        if fact.replaced_at is None:
            line = known.said(fact, knowing.HOUSING.get(fact.name) or law.get(fact.name))
            lines.setdefault(fact.field, []).append(
                {
                    "question": line.question,
                    "answer": line.words,
                    "agency": fact.agency.name,
                    "on": on_day(fact.recorded_at).isoformat(),
                }
            )
    return [
        {"field": name, "label": label, "lines": lines[name]}
        for name, label in FIELDS.items()
        if lines.get(name)
    ]


def _papers(person: Person) -> list[Said]:
    return [
        {"on": on_day(one.kept_at).isoformat(), "what": one.get_kind_display(), "by": one.kept_by.name}
        for one in papers.of_person(person)
    ]


def _answers(person: Person) -> list[Said]:
    latest = advice.latest(person)
    every = [latest, *advice.others(latest)] if latest else []
    goals = rulebook.england().goals
    return [
        {
            "on": one.as_at.isoformat(),
            "about": goals[one.about].title if one.about in goals else one.about,
            "by": one.asked_by.name,
        }
        for one in every
    ]


def _referrals(person: Person) -> list[Said]:
    return [
        {
            "on": on_day(one.sent_at).isoformat(),
            "from": one.from_service.name,
            "to": one.to_service.name,
            "why": one.why,
            "asks": one.asks,
            "state": one.get_state_display(),
        }
        for one in referrals.of(person)
    ]


def _advice(person: Person, one: Any) -> Said:
    return {"on": one.on_day.isoformat(), "what": one.get_had_display(), "adviser": one.adviser}
