"""What happened to a person, and who looked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from recourse.records.directory.models import Organisation, Service
from recourse.records.ledger import queries as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import fields, identity
from recourse.records.people.models import Fact, Person
from recourse.records.people.telling import SENTENCES, UNTOLD, Kind, Sentence

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOGETHER = timedelta(minutes=30)
Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Happening:
    """One thing that happened, as it is told."""

    at: datetime
    by_name: str
    kind: Kind
    act: str
    title: str
    text: str
    about: UUID | None
    agency_name: str = ""


@dataclass(frozen=True)
class Look:
    """Somebody opened, or tried to open, a person's page."""

    at: datetime
    by_name: str
    agency_name: str
    was_refused: bool


def looks(person: Person, *, at_most: int = 200) -> list[Look]:
    """Say who looked at a person, newest first, with those who tried and might not."""
    entries = _signed(ledger.about_person(person.pk, acts=["people.look", "people.look_refused"]))
    return [
        Look(entry.at, entry.by_name, entry.agency_name or "", entry.act == "people.look_refused")
        for entry in entries[:at_most]
    ]


def timeline(person: Person, *, at_most: int = 200, words: Words | None = None) -> list[Happening]:
    """Tell what happened, newest first; `words` gives words for codes, such as `{"fact": {code: label}}`."""
    entries = list(_signed(ledger.about_person(person.pk).exclude(act__in=UNTOLD))[:at_most])
    names = _Names(
        {**_names(Service, _ids(entries, "service")), **_names(Organisation, _ids(entries, "agency"))},
        _questions(entries),
        words or {},
    )
    told = [_told(entry, names) for entry in entries]
    notes = [
        Happening(
            note.at,
            note.by_name,
            "person",
            "people.note",
            "Wrote a note",
            note.text,
            note.id,
            note.agency_name,
        )
        for note in identity.read_notes(person)[:at_most]
    ]
    newest_first = sorted([*notes, *_together(told)], key=lambda happening: happening.at, reverse=True)
    return newest_first[:at_most]


@dataclass(frozen=True)
class _Names:
    """The names of what the entries of one timeline speak of."""

    directory: Mapping[UUID, str]
    questions: Mapping[UUID, str]
    words: Words


def _signed(entries: QuerySet[Entry]) -> QuerySet[Entry, Any]:
    agency = Organisation.objects.filter(pk=OuterRef("agency")).values("name")
    return entries.annotate(agency_name=Subquery(agency))


def _questions(entries: Iterable[Entry]) -> dict[UUID, str]:
    """Which question was answered, where the reader may see the answer."""
    learnt = [entry.about for entry in entries if entry.act == "people.learn" and entry.about]
    return dict(Fact.objects.filter(pk__in=learnt).values_list("pk", "name")) if learnt else {}


def _told(entry: Any, names: _Names) -> Happening:
    sentence = SENTENCES.get(entry.act) or Sentence("person", entry.act.replace(".", ": ").replace("_", " "))
    words = {**sentence.codes, **names.words}
    held = {"fact": names.questions.get(entry.about), "reason": entry.reason, **entry.detail}
    said = _Said({key: _in_words(key, value, names.directory, words) for key, value in held.items()})
    return Happening(
        at=entry.at,
        by_name=entry.by_name,
        kind="clock" if entry.by is None else sentence.kind,
        act=entry.act,
        title=sentence.title.format_map(said),
        text=sentence.text.format_map(said),
        about=entry.about,
        agency_name=entry.agency_name or "",
    )


class _Said(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _in_words(key: str, value: Any, names: Mapping[UUID, str], words: Words) -> str:
    if value is None:
        return ""
    if key == "reason":
        return str(value)
    if key == "fields" and isinstance(value, list):
        return fields.in_words(value)
    if isinstance(value, list):
        return ", ".join(_in_words(key, one, names, words) for one in value)
    if code := words.get(key, {}).get(str(value)):
        return code
    if key.endswith(("service", "agency")) and (found := _id(value)):
        return names.get(found, "another service")
    if isinstance(value, str) and _DAY.fullmatch(value):
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return str(value)


def _together(happenings: Iterable[Happening]) -> Iterator[Happening]:
    """Tell answers given one after another as one happening, however many questions there were."""
    last: Happening | None = None
    count = 0
    for happening in happenings:
        is_more = (
            last is not None
            and happening.act == last.act == "people.learn"
            and happening.by_name == last.by_name
            and last.at - happening.at < _TOGETHER
        )
        if is_more and last is not None:
            count += 1
            joined = ", ".join(dict.fromkeys(filter(None, [happening.text, last.text])))
            last = replace(last, title=f"Answered {count} questions", text=joined)
            continue
        if last is not None:
            yield last
        last, count = happening, 1
    if last is not None:
        yield last


def _ids(entries: Iterable[Entry], ending: str) -> set[UUID]:
    found = (_id(value) for entry in entries for key, value in entry.detail.items() if key.endswith(ending))
    return {one for one in found if one}


def _id(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _names(model: type[Service] | type[Organisation], ids: Iterable[UUID]) -> dict[UUID, str]:
    wanted = set(ids)
    if not wanted:
        return {}
    return dict(model._default_manager.filter(pk__in=wanted).values_list("pk", "name"))
