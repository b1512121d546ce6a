"""What happened to a person, and who looked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from recourse.records.directory.models import Organisation, Service
from recourse.records.ledger import queries as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import fields, identity
from recourse.records.people.models import Fact, Person
from recourse.records.people.telling import SENTENCES, UNTOLD, Kind, Sentence

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOGETHER = timedelta(minutes=30)
_LOOKS = ("people.look", "people.look_refused")
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


@dataclass(frozen=True)
class History:
    """What happened to a person, and who looked, each newest first."""

    timeline: list[Happening]
    looks: list[Look]


def looks(person: Person, *, at_most: int = 200) -> list[Look]:
    """Say who looked at a person, newest first, with those who tried and might not."""
    entries = list(ledger.about_person(person.pk, acts=_LOOKS)[:at_most])
    return _looked(entries, _directory(entries))


def timeline(person: Person, *, at_most: int = 200, words: Words | None = None) -> list[Happening]:
    """Tell what happened, newest first; `words` gives words for codes, such as `{"fact": {code: label}}`."""
    entries = list(ledger.about_person(person.pk).exclude(act__in=UNTOLD)[:at_most])
    return _timeline(person, entries, _Names(_directory(entries), _questions(entries), words or {}), at_most)


def history(
    person: Person,
    *,
    learnt: Iterable[Fact],
    names: Mapping[UUID, str],
    at_most: int = 200,
    words: Words | None = None,
) -> History:
    """Give the timeline and the looks in one read of the ledger.

    `learnt` are the facts one may see, `names` of the directory those that are known already.
    """
    entries = ledger.told_and_looked(person.pk, untold=UNTOLD, looks=_LOOKS, at_most=at_most)
    directory = _directory(entries, known={person.agency_id: person.agency.name, **names})
    found = _Names(directory, {fact.pk: fact.name for fact in learnt}, words or {})
    return History(
        _timeline(person, [entry for entry in entries if entry.act not in UNTOLD], found, at_most),
        _looked([entry for entry in entries if entry.act in _LOOKS], directory),
    )


def _looked(entries: Iterable[Entry], directory: Mapping[UUID, str]) -> list[Look]:
    return [
        Look(entry.at, entry.by_name, directory.get(entry.agency, ""), entry.act == "people.look_refused")
        for entry in entries
    ]


def _timeline(person: Person, entries: Iterable[Entry], names: _Names, at_most: int) -> list[Happening]:
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
        for note in identity.read_notes(person, at_most=at_most)
    ]
    newest_first = sorted([*notes, *_together(told)], key=lambda happening: happening.at, reverse=True)
    return newest_first[:at_most]


@dataclass(frozen=True)
class _Names:
    """The names of what the entries of one timeline speak of."""

    directory: Mapping[UUID, str]
    questions: Mapping[UUID, str]
    words: Words


def _questions(entries: Iterable[Entry]) -> dict[UUID, str]:
    """Which question was answered, where the reader may see the answer."""
    learnt = [entry.about for entry in entries if entry.act == "people.learn" and entry.about]
    return dict(Fact.objects.filter(pk__in=learnt).values_list("pk", "name")) if learnt else {}


def _told(entry: Entry, names: _Names) -> Happening:
    sentence = SENTENCES.get(entry.act) or Sentence("person", entry.act.replace(".", ": ").replace("_", " "))
    words = {**sentence.codes, **names.words}
    question = names.questions.get(entry.about) if entry.about else None
    held = {"fact": question, "reason": entry.reason, "last_day": _last_day(entry), **entry.detail}
    said = _Said({key: _in_words(key, value, names.directory, words) for key, value in held.items()})
    return Happening(
        at=entry.at,
        by_name=entry.by_name,
        kind="clock" if entry.by is None else sentence.kind,
        act=entry.act,
        title=sentence.title.format_map(said),
        text=sentence.text.format_map(said),
        about=entry.about,
        agency_name=names.directory.get(entry.agency, ""),
    )


def _last_day(entry: Entry) -> str:
    """The last day of what ends before a day."""
    after = entry.detail.get("after_last_day")
    return (date.fromisoformat(after) - timedelta(days=1)).isoformat() if isinstance(after, str) else ""


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


def _directory(entries: Iterable[Entry], *, known: Mapping[UUID, str] | None = None) -> dict[UUID, str]:
    """The names of the agencies that wrote these entries and of whom they tell, in one query or none."""
    entries, names = list(entries), dict(known or {})
    agencies = ({entry.agency for entry in entries} | _told_of(entries, "agency")) - names.keys()
    services = _told_of(entries, "service") - names.keys()
    if not agencies and not services:
        return names
    organisations = Organisation.objects.filter(pk__in=agencies).values_list("pk", "name")
    return names | dict(
        organisations.union(Service.objects.filter(pk__in=services).values_list("pk", "name"), all=True)
    )


def _told_of(entries: Iterable[Entry], ending: str) -> set[UUID]:
    """The ids in the details that the sentences name; others, such as the service asking, are not told."""
    found = (
        _id(value)
        for entry in entries
        for key, value in entry.detail.items()
        if key.endswith(ending)
        and (told := SENTENCES.get(entry.act))
        and f"{{{key}}}" in told.title + told.text
    )
    return {one for one in found if one}


def _id(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
