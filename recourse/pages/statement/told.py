"""Puts a person's statement together: the page, the paper and the file all say what this says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.timezone import localdate

from recourse.pages.look import known
from recourse.pages.people import knowing
from recourse.pages.statement import around, housing, line, rights
from recourse.pages.statement.grants import grants, reasons
from recourse.pages.statement.line import Line
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
from recourse.records.refusals import queries as refusals

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.disclosures.models import Disclosure
    from recourse.records.people.models import Consent, Person, Share

# Whoever a letter of another agency goes to: it is that agency which keeps the name.
BY_LETTER = "A service or council that refused something"
NOBODY = UUID(int=0)
FORMAT, VERSION = "recourse-statement", 2
MOST_LOOKS = 5_000
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
            {"on": _day(note.at), "by": note.by_name, "agency": note.agency_name, "text": note.text}
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
        "seen_by": _seen_by(person, today=today),
        "agreed": _agreements(person),
        "advice": [_advice(person, one) for one in disclosures.advice_of(person)],
        "looked": _looked(person),
        "sent": _all_sent(person),
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
                    "on": _day(fact.recorded_at),
                }
            )
    return [
        {"field": name, "label": label, "lines": lines[name]}
        for name, label in FIELDS.items()
        if lines.get(name)
    ]


def _papers(person: Person) -> list[Said]:
    return [
        {"on": _day(one.kept_at), "what": one.get_kind_display(), "by": one.kept_by.name}
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
            "on": _day(one.sent_at),
            "from": one.from_service.name,
            "to": one.to_service.name,
            "why": one.why,
            "asks": one.asks,
            "state": one.get_state_display(),
        }
        for one in referrals.of(person)
    ]


def _seen_by(person: Person, *, today: date) -> list[Said]:
    own: Said = {
        "service": person.agency.name,
        "agency": person.agency.name,
        "fields": list(FIELDS.values()),
        "why": "Every worker there. This agency keeps the record.",
        "until": "",
        "agreed": "",
    }
    return [own, *(_share(share) for share in people.standing_shares(person))]


def _share(share: Share) -> Said:
    agreed = _how(share.consent) if share.consent else "Opened in an emergency, without asking."
    return {
        "service": share.to_service.name,
        "agency": share.to_agency.name,
        "fields": _labels(share.fields),
        "why": share.purpose,
        "until": (share.after_last_day - timedelta(days=1)).isoformat(),
        "agreed": agreed,
    }


def _agreements(person: Person) -> list[Said]:
    found = people.consents(person)
    letters = refusals.addressees(one.to_refusal for one in found if one.to_refusal)
    return [_agreed(consent, letters) for consent in found]


def _agreed(consent: Consent, letters: Mapping[UUID, str]) -> Said:
    to = consent.to_service or consent.to_authority
    return {
        "on": _day(consent.recorded_at),
        "to": to.name if to else letters.get(consent.to_refusal or NOBODY, BY_LETTER),
        "for_what": consent.get_for_what_display(),
        "fields": _labels(consent.fields),
        "how": consent.get_how_display(),
        "language": consent.language,
        "recorded_by": consent.recorded_by.name,
        "until": (consent.after_last_day - timedelta(days=1)).isoformat(),
        "taken_back_on": _day(consent.withdrawn_at) if consent.withdrawn_at else "",
        "in_doubt": consent.is_doubtful,
    }


def _advice(person: Person, one: Any) -> Said:
    return {"on": one.on_day.isoformat(), "what": one.get_had_display(), "adviser": one.adviser}


def _looked(person: Person) -> list[Said]:
    looks = people.looks(person, at_most=MOST_LOOKS)
    seen = Counter(
        (_day(look.at), *(("", "") if look.was_refused else (look.by_name, look.agency_name)))
        for look in looks
    )
    return [
        {
            "day": day,
            "worker": worker or "Somebody outside the sharing, who was refused",
            "agency": agency,
            "times": times,
        }
        for (day, worker, agency), times in seen.items()
    ]


def _all_sent(person: Person) -> list[Said]:
    found = disclosures.sent(person)
    letters = refusals.addressees(one.refusal for one in found if one.refusal)
    return [_sent(one, letters) for one in found]


def _sent(one: Disclosure, letters: Mapping[UUID, str]) -> Said:
    to = one.to_authority or one.to_service
    you_or_whoever = letters.get(one.refusal, BY_LETTER) if one.refusal else "You"
    return {
        "on": _day(one.at),
        "to": to.name if to else you_or_whoever,
        "how": one.get_how_display(),
        "for_what": one.get_for_what_display() if one.for_what else "",
        "fields": _labels(one.fields),
        "by": one.by.name,
        "agency": one.agency.name,
        "agreed": _day(one.consent.recorded_at) if one.consent else "",
        "advice": one.advice.get_had_display() if one.advice else "",
    }


def _how(consent: Consent) -> str:
    on = localdate(consent.recorded_at)
    return f"{consent.get_how_display()}, in {consent.language}, on {on.day} {on:%B %Y}"


def _labels(fields: Iterable[str]) -> list[str]:
    return [FIELDS[field] for field in field_names.check(fields)]


def _day(at: datetime) -> str:
    return localdate(at).isoformat()
