"""Sight of one person in an emergency: two workers, listed fields, until a moment, told to both agencies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from recourse.records.directory.may import MayNot
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people import identity, queries
from recourse.records.people.fields import FIELDS
from recourse.records.people.models import Emergency, Person, Share
from tests import personas
from tests.personas import MONDAY, Agencies, as_

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Night:
    """Pat and her colleague Pim, who may need to see Amina, whom Noor's agency holds."""

    town: Agencies
    amina: Person
    pat: Worker
    pim: Worker


@pytest.fixture
def night() -> Night:
    town = personas.agencies()
    pim = personas.colleague(town.hosting.agency, [town.hosting.service], name="Pim Proxy", role="link")
    return Night(town, personas.amina(town.noor), town.pat, pim)


def asked(night: Night, *, at: datetime = MONDAY, **more: object) -> Emergency:
    """What Pat asks at the bedside."""
    said = {
        "holder": night.town.outreach.agency,
        "reference": night.amina.reference,
        "service": night.town.hosting.service,
        "why": "life",
        "words": "She collapsed at the house; the ambulance asks who she is.",
        "fields": ["name", "birth_date", "health"],
        "session": "pat's",
        "by": night.pat,
    }
    with as_(night.pat, at=at):
        return people.ask(at=at, **(said | more))


def confirmed(night: Night, *, at: datetime = MONDAY + MINUTE, **more: object) -> Emergency:
    emergency = asked(night, **more)
    with as_(night.pim, at=at):
        return people.confirm(emergency, session="pim's", by=night.pim, at=at)


def sees(night: Night, *, by: Worker | None = None, at: datetime) -> Person | None:
    with as_(by or night.pat, at=at):
        return queries.one(night.amina.pk)


def acts(agency: object, *, by: Worker) -> list[str]:
    with as_(by):
        entries = Entry.objects.filter(agency=agency, act__startswith="people.emergency")
        return [entry.act.removeprefix("people.emergency_") for entry in entries.order_by("number")]


@contextmanager
def refused(what: type[DatabaseError] = ProgrammingError, match: str = "") -> Iterator[None]:
    with pytest.raises(what, match=match), transaction.atomic():
        yield


def run(sql: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.rowcount


def test_asking_alone_opens_nothing(night: Night) -> None:
    asked(night)
    assert sees(night, at=MONDAY + MINUTE) is None


def test_when_pim_confirms_pat_sees_the_listed_fields_and_no_others(night: Night) -> None:
    emergency = confirmed(night)
    assert (emergency.state, emergency.person_id) == ("confirmed", night.amina.pk)
    with as_(night.pat, at=MONDAY + HOUR):
        person = queries.one(night.amina.pk)
        who = identity.read(person)
        assert (who.name, who.phone, who.place) == ("Amina Example", "", "")
        assert queries.fields_in_sight(person, night.pat) == {"name", "birth_date", "health"}
        assert queries.notes(person) == []


def test_nobody_of_a_third_agency_sees_anything(night: Night) -> None:
    confirmed(night)
    assert sees(night, by=night.town.sam, at=MONDAY + HOUR) is None
    with as_(night.town.sam):
        assert Emergency.objects.count() == 0


def test_the_sight_ends_to_the_minute_by_itself(night: Night) -> None:
    ends_at = confirmed(night).ends_at
    assert ends_at == MONDAY + MINUTE + 4 * HOUR
    assert sees(night, at=ends_at - timedelta(seconds=1)) is not None
    assert sees(night, at=ends_at) is None
    with as_(night.town.noor, at=ends_at):
        assert queries.standing_shares(night.amina) == []


def test_after_it_ended_no_table_about_her_gives_pat_a_row(night: Night) -> None:
    personas.agree(night.amina, to=night.town.law.service, by=night.town.noor)
    ends_at = confirmed(night, fields=[*set(FIELDS) - {"status"}]).ends_at
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.table_name, c.column_name from information_schema.columns c"
            " join pg_tables t on t.tablename = c.table_name and t.rowsecurity"
            " where c.table_schema = 'public' and c.column_name in ('person_id', 'person')"
        )
        tables = cursor.fetchall()
    ours = {"people_emergency", "ledger_entry"}

    def rows(at: datetime) -> dict[str, int]:
        with as_(night.pat, at=at):
            return {
                table: run(f'select 1 from "{table}" where "{column}" = %s', night.amina.pk)
                for table, column in tables
                if table not in ours
            }

    assert rows(ends_at - MINUTE)["people_particular"] > 0
    assert {table for table, count in rows(ends_at).items() if count} == set()


def test_noor_and_pat_can_each_end_it_early(night: Night) -> None:
    for by in (night.pat, night.town.noor):
        emergency = confirmed(night)
        at = MONDAY + HOUR
        with as_(by, at=at):
            people.end_emergency(emergency, by=by, at=at)
        assert sees(night, at=at + MINUTE) is None
        with as_(by, at=at), pytest.raises(people.NoLongerOpen):
            people.end_emergency(emergency, by=by, at=at)


def test_pat_cannot_confirm_what_she_asked_nor_pim_at_the_same_sign_in(night: Night) -> None:
    emergency = asked(night)
    with as_(night.pat, at=MONDAY + MINUTE), pytest.raises(people.SamePerson):
        people.confirm(emergency, session="another", by=night.pat, at=MONDAY + MINUTE)
    with as_(night.pim, at=MONDAY + MINUTE), pytest.raises(people.SamePerson):
        people.confirm(emergency, session="pat's", by=night.pim, at=MONDAY + MINUTE)
    assert sees(night, at=MONDAY + 2 * MINUTE) is None


def test_nobody_outside_pats_agency_confirms_it(night: Night) -> None:
    emergency = asked(night)
    for by in (night.town.noor, night.town.sam, night.town.cass):
        with as_(by), pytest.raises(MayNot):
            people.confirm(emergency, session="theirs", by=by, at=MONDAY)


def test_after_thirty_minutes_it_has_lapsed(night: Night) -> None:
    emergency = asked(night)
    late = MONDAY + 30 * MINUTE
    assert emergency.stands(late - MINUTE) == "asked" and emergency.stands(late) == "lapsed"
    with as_(night.pim, at=late), pytest.raises(people.NoLongerWaits, match="not confirmed in time"):
        people.confirm(emergency, session="pim's", by=night.pim, at=late)


def test_what_pim_refused_or_pat_took_back_cannot_be_confirmed(night: Night) -> None:
    emergency = asked(night)
    with as_(night.pim):
        people.refuse(emergency, session="pim's", by=night.pim, at=MONDAY)
        with pytest.raises(people.NoLongerWaits):
            people.confirm(emergency, session="pim's", by=night.pim, at=MONDAY)
    emergency = asked(night)
    with as_(night.pat):
        people.take_back(emergency, by=night.pat, at=MONDAY)
    with as_(night.pim), pytest.raises(people.NoLongerWaits):
        people.confirm(emergency, session="pim's", by=night.pim, at=MONDAY)


def test_asking_for_nobody_looks_the_same_until_the_second_person_confirms(night: Night) -> None:
    told = []
    for reference in (night.amina.reference, "WR-9999"):
        emergency = asked(night, reference=reference)
        kept = {field.attname: getattr(emergency, field.attname) for field in Emergency._meta.concrete_fields}
        with as_(night.pat):
            entry = Entry.objects.filter(act="people.emergency_ask").latest("number")
        told.append(
            {key: value for key, value in kept.items() if key not in ("id", "reference")}
            | {"entry": (entry.person, {**entry.detail, "reference": ""})}
        )
    assert told[0] == told[1]
    with as_(night.pim, at=MONDAY + MINUTE):
        found = people.confirm(emergency, session="pim's", by=night.pim, at=MONDAY + MINUTE)
    assert (found.state, found.person_id) == ("nobody", None)
    with as_(night.town.noor):
        assert Emergency.objects.count() == 0


def test_every_step_stands_in_both_ledgers(night: Night) -> None:
    emergency = confirmed(night)
    with as_(night.town.noor, at=MONDAY + HOUR):
        people.read_emergency(emergency, by=night.town.noor, at=MONDAY + HOUR)
        people.dispute(emergency, words="She never met them.", by=night.town.noor, at=MONDAY + HOUR)
    steps = ["ask", "confirm", "read", "dispute", "end"]
    assert acts(night.town.outreach.agency.pk, by=night.town.noor) == steps
    assert acts(night.town.hosting.agency.pk, by=night.pat) == steps
    assert sees(night, at=MONDAY + HOUR + MINUTE) is None
    with as_(night.town.noor):
        assert ledger.verify(night.town.outreach.agency.pk) is None
        entry = Entry.objects.filter(agency=night.town.outreach.agency.pk).get(act="people.emergency_confirm")
        assert (entry.by_name, entry.person) == ("Pim Proxy", night.amina.pk)
        assert "Opened in an emergency by Lamp House Hosting" in [
            one.title for one in queries.timeline(night.amina)
        ]


def test_status_is_seen_only_when_it_was_ticked_with_a_reason(night: Night) -> None:
    with pytest.raises(people.NoReason, match="status"):
        asked(night, fields=["name", "status"])
    emergency = confirmed(night, fields=["name", "status"], status_words="The hospital asks.")
    with as_(night.pat, at=MONDAY + HOUR):
        kept = Emergency.objects.get(pk=emergency.pk)
        assert kept.status_words == "The hospital asks."
        assert "status" in queries.fields_in_sight(queries.one(night.amina.pk), night.pat)


def test_a_reason_must_be_given_and_a_reference_typed_in_full(night: Night) -> None:
    with pytest.raises(people.NoReason):
        asked(night, words="  ")
    for reference in ("", "WR", "Amina", "WR-%", "WR-00011111"):
        with pytest.raises(people.NoReference):
            asked(night, reference=reference)
    with pytest.raises(MayNot):
        asked(night, holder=night.town.hosting.agency)


def test_nobody_asks_for_longer_than_a_day(night: Night) -> None:
    assert confirmed(night, hours=900).ends_at == MONDAY + MINUTE + 24 * HOUR


def test_pat_may_ask_three_times_an_hour_and_her_agency_ten_times_a_day(night: Night) -> None:
    for number in range(3):
        asked(night, at=MONDAY + number * MINUTE, reference=f"WR-900{number}")
    with pytest.raises(people.TooManyEmergencies, match="3 times"):
        asked(night, at=MONDAY + 59 * MINUTE)
    for number in range(7):
        asked(night, at=MONDAY + (number + 2) * HOUR)
    with pytest.raises(people.TooManyEmergencies, match="10 times"):
        asked(night, at=MONDAY + 20 * HOUR)
    asked(night, at=MONDAY + 25 * HOUR)


def test_the_words_are_sealed_with_her_key_once_it_is_known_who_she_is(night: Night) -> None:
    emergency = confirmed(night)
    with as_(night.town.noor, at=MONDAY + HOUR):
        kept = Emergency.objects.get(pk=emergency.pk)
        assert kept.words.startswith("She collapsed") and kept.whose_words == night.amina.pk
        with connection.cursor() as cursor:
            cursor.execute("select words from people_emergency where id = %s", [kept.pk])
            assert b"collapsed" not in bytes(cursor.fetchone()[0])


def test_the_database_refuses_an_emergency_that_is_not_what_it_says(night: Night) -> None:
    emergency = asked(night)
    with as_(night.pat, at=MONDAY + MINUTE):
        with refused(IntegrityError, "a second worker confirms"):
            run(
                "update people_emergency set state = 'confirmed', decided_by_id = %s, decided_at = %s",
                night.pim.pk,
                MONDAY + MINUTE,
            )
        with refused(IntegrityError, "does not go from"):
            run("update people_emergency set state = 'ended'")
        with refused(IntegrityError, "stays as it was asked"):
            run("update people_emergency set hours = 24")
        with refused(IntegrityError, "stays as it was asked"):
            run("update people_emergency set agency_id = %s", night.town.law.agency.pk)
    with as_(night.pim, at=MONDAY + MINUTE):
        people.confirm(emergency, session="pim's", by=night.pim, at=MONDAY + MINUTE)
        with refused(IntegrityError, "decided once"):
            run("update people_emergency set ends_at = ends_at + interval '1 hour'")
        with refused(IntegrityError, "about the person it named"):
            run("update people_emergency set person_id = %s", uuid4())
    with as_(night.town.sam):
        assert run("update people_emergency set state = 'ended'") == 0


def test_the_database_opens_no_record_without_a_confirmed_emergency(night: Night) -> None:
    yusuf = personas.yusuf(night.town.noor)
    opened, unconfirmed = confirmed(night), asked(night)
    with as_(night.town.noor):
        share = Share.objects.get(emergency=opened)
        copied = {field.attname: getattr(share, field.attname) for field in Share._meta.concrete_fields}
        wrong: list[tuple[dict[str, object], str]] = [
            ({"emergency_id": unconfirmed.pk}, "only a confirmed emergency"),
            ({"person_id": yusuf.pk}, "only a confirmed emergency"),
            ({"fields": ["name", "notes"]}, "only a confirmed emergency"),
            ({"ends_at": share.ends_at + HOUR}, "only a confirmed emergency"),
            ({"emergency_id": None}, "people_share_one_ground"),
            ({"comes_back": True}, "people_share_one_ground|people_share_emergency_id"),
        ]
        for change, said in wrong:
            with refused(IntegrityError, said):
                Share(**copied | {"id": uuid4()} | change).save(force_insert=True)
        with refused(IntegrityError, "only be withdrawn"):
            run("update people_share set ends_at = 'infinity'")


def test_pat_cannot_write_an_emergency_in_the_name_of_pim(night: Night) -> None:
    emergency = asked(night)
    copied = {field.attname: getattr(emergency, field.attname) for field in Emergency._meta.concrete_fields}
    with as_(night.pat):
        for change in (
            {"asked_by_id": night.pim.pk},
            {"state": "confirmed"},
            {"person_id": night.amina.pk},
            {"agency_id": night.town.law.agency.pk},
        ):
            with refused(match="row-level security"):
                Emergency(**copied | {"id": uuid4()} | change).save(force_insert=True)
