"""Finds people by the beginnings of words, without a word of theirs in the database.

What is kept are keyed tokens of those beginnings. A worker's words are made into tokens with the keys of
their own agency, and of those agencies alone that share somebody with them, or whose records come back.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import connection
from django.db.models import Q

from recourse.records.directory.composed import Composed, among
from recourse.records.directory.models import Worker
from recourse.records.people import particulars, tokens
from recourse.records.people.fields import KINDS
from recourse.records.people.models import Person, SearchToken
from recourse.records.sealing import blind

SEARCHED = ("name", "nickname", "phone", "email", "reference_number")
_MOST = 50
_DAY = "(select recourse_day())"
_LIVE = f"withdrawn_at is null and first_day <= {_DAY} and after_last_day > {_DAY}"
_WHOSE = (
    f"select distinct agency_id from people_share where to_service_id = any (%(services)s) and {_LIVE}"
    " union select distinct to_agency_id from people_share"
    f" where agency_id = %(ours)s and comes_back and {_LIVE}"
)
LISTED = ("agency", "reference", "touched_at", "erased_at", "lead_worker__name")
_FOUND = Composed(
    lambda people, reference: (
        Person.objects.filter(Q(among("pk", people)) | Q(reference=reference))
        .select_related("lead_worker")
        .only(*LISTED)
    )
)
_HAS_WORD = "p.id in (select person_id from people_searchtoken where token = any (%s))"


def keep(person: Person, values: Mapping[str, str], *, by: Worker) -> None:
    """Let a person be found by these values of theirs."""
    if not any(kind in SEARCHED for kind in values):
        return
    agency = by.organisation_id
    hold(agency)
    SearchToken.objects.bulk_create(
        token for kind, value in values.items() for token in rows(person, kind, value, agency=agency)
    )


def hold(agency: UUID, *, alone: bool = False) -> None:
    """Keep an agency's tokens from being made with another key until this transaction ends."""
    how = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"select {how}(hashtextextended(%s, 9))", [str(agency)])


def rows(person: Person, kind: str, value: str, *, agency: UUID) -> list[SearchToken]:
    """Give the tokens of a value, unsaved."""
    if kind not in SEARCHED:
        return []
    generation, found_by = blind.tokens(agency, kind, sorted(tokens.of(value)))
    of = {"person_id": person.pk, "agency_id": agency, "field": KINDS[kind], "kind": kind}
    return [SearchToken(**of, token=token, generation=generation) for token in found_by]


def search(asked: str, by: Worker) -> list[Person]:
    """Find people this worker may see by the beginnings of names, a number, or a reference."""
    turns = _by_words(asked, by)
    reference = asked.strip().upper()[:12].replace("\0", "")
    known = {person.pk: person for person in _FOUND.all(people=turns, reference=reference)}
    found = [known[pk] for pk in turns if pk in known]
    if any(len(word) > tokens.LONGEST or len(word) < tokens.SHORTEST for word in tokens.words(asked)):
        found = _matching(found, asked)
    exact = [person for person in known.values() if person.reference == reference]
    return exact + [person for person in found if person not in exact]


def _by_words(asked: str, by: Worker) -> list[UUID]:
    wanted = tokens.wanted(asked)
    if not wanted:
        return []
    agencies = _whose(by)
    kept_as = [
        [token for agency in agencies for kind in SEARCHED for token in blind.every_token(agency, kind, word)]
        for word in wanted
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select p.id from people_person p where {' and '.join([_HAS_WORD] * len(wanted))}"  # noqa: S608
            f" order by p.agency_id <> %s, p.touched_at desc limit {_MOST}",
            [*kept_as, by.organisation_id],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _whose(by: Worker) -> list[UUID]:
    """The agencies among whose tokens this worker may look: by live shares alone."""
    with connection.cursor() as cursor:
        cursor.execute(_WHOSE, {"services": by.service_ids, "ours": by.organisation_id})
        return [by.organisation_id, *({pk for (pk,) in cursor.fetchall()} - {by.organisation_id})]


def _matching(people: list[Person], asked: str) -> list[Person]:
    texts: dict[UUID, list[str]] = {person.pk: [] for person in people}
    for kept in particulars.current(texts):
        if kept.kind in SEARCHED:
            texts[kept.person].append(kept.value)
    return [
        person
        for person in people
        if all(
            any(tokens.matches(value, asked=word) for value in texts[person.pk])
            for word in tokens.words(asked)
        )
    ]
