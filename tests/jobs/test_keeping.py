"""What has come to its end is deleted by the clock, everywhere, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from recourse.config.database import address
from recourse.jobs import keeping
from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Organisation
from recourse.records.keeping import actions, register
from recourse.records.keeping import queries as kept
from recourse.records.keeping.models import Notice
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.papers import actions as papers
from recourse.records.people import actions as people
from recourse.records.people import identity
from recourse.records.people.models import Particular, Person
from recourse.records.placements import actions as placements
from recourse.records.referrals import actions as referrals
from recourse.records.referrals.models import Referral
from tests import personas
from tests.conftest import Fresh, speak_to
from tests.pages.attacks import planted
from tests.personas import MONDAY, Agencies, as_
from tests.records.papers import hostile

# Rows that go with another row, or with the holder's file.
WITH_ANOTHER_ROW = {
    "people_searchtoken",
    "people_emergency",
    "papers_file",
    "papers_ticket",
    "advice_grounds",
    "advice_planpart",
    "referrals_message",
    "placements_occupation",
    "keeping_hold",
}


@pytest.fixture(scope="module")
def its_database(fresh_database: Fresh) -> Iterator[address.Address]:
    with fresh_database() as where:
        yield where


@pytest.fixture
def clock(its_database: address.Address) -> Iterator[None]:
    """The clock's own role, which alone may delete; what a test did is undone after it."""
    speak_to(its_database, role="worker")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def town(clock: None) -> Agencies:
    return personas.agencies()


@pytest.fixture
def her(clock: None, monkeypatch: pytest.MonkeyPatch) -> planted.Planted:
    """Somebody two agencies know; but the clock, which tells her story here, can tell no enforcement body."""
    monkeypatch.setattr(planted.prepared, "sent", lambda *said, **more: None)
    return planted.plant(at=MONDAY)


def months(count: float) -> datetime:
    return MONDAY + timedelta(days=30.5 * count)


def rows_about(person: Person, agency: Organisation, *, at: datetime) -> dict[str, int]:
    """How many rows each table has about a person, as far as an agency recorded them."""
    found = {}
    with acting_for(agency, at=at), connection.cursor() as cursor:
        cursor.execute(
            "select c.table_name from information_schema.columns c"
            " join information_schema.columns a using (table_name) where c.table_schema = 'public'"
            " and c.column_name = 'person_id' and a.column_name = 'agency_id'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'select count(*) from "{table}" where person_id = %s and agency_id = %s',
                [person.pk, agency.pk],
            )
            found[table] = cursor.fetchone()[0]
    return found


def test_an_enquiry_that_came_to_nothing_is_gone_after_a_year(town: Agencies) -> None:
    yusuf = personas.yusuf(town.noor)
    assert keeping.keep_all(at=months(11))["enquiries"] == 0
    assert keeping.count_all(at=months(13))["enquiries"] == 1
    assert keeping.keep_all(at=months(13))["enquiries"] == 1
    assert keeping.keep_all(at=months(13))["enquiries"] == 0
    with as_(town.noor, at=months(13)):
        assert not Person.objects.exists()
        assert Entry.objects.filter(act="keeping.end_file", about=yusuf.pk).count() == 1
        assert ledger.verify(town.outreach.agency.pk) is None


def test_counting_deletes_nothing(town: Agencies) -> None:
    personas.yusuf(town.noor)
    for _ in range(2):
        assert keeping.count_all(at=months(13))["enquiries"] == 1


def test_whoever_was_referred_is_no_mere_enquiry(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.law.service, by=town.noor)
    assert keeping.keep_all(at=months(13))["enquiries"] == 0


def test_a_closed_file_goes_after_six_years_and_those_it_was_shared_with_are_told(
    her: planted.Planted,
) -> None:
    holder, scheme = her.holder.agency, her.scheme.agency
    with as_(her.holder.worker, at=months(4)):
        people.close(her.person, why="helped", by=her.holder.worker, at=months(4))
    before = rows_about(her.person, holder, at=months(4))
    assert before["people_fact"] and before["people_share"] and before["advice_answer"]
    assert before["people_searchtoken"] and before["referrals_referral"] and before["people_consent"]
    keeping.keep_all(at=months(4 + 70))
    assert rows_about(her.person, holder, at=months(74))["people_fact"] == before["people_fact"]
    assert keeping.keep_all(at=months(4 + 73))["closed_files"] == 1
    assert set(rows_about(her.person, holder, at=months(77)).values()) == {0}
    with acting_for(scheme, at=months(77)):
        (notice,) = Notice.objects.filter(to_agency=scheme)
        assert (notice.reference, notice.about) == (her.person.reference, her.share.pk)
    with acting_for(holder, at=months(77)):
        assert ledger.verify(holder.pk) is None


def test_what_the_scheme_recorded_itself_stays_until_its_own_years_are_over(her: planted.Planted) -> None:
    scheme = her.scheme.agency
    with as_(her.holder.worker, at=months(4)):
        people.close(her.person, why="helped", by=her.holder.worker, at=months(4))
    keeping.keep_all(at=months(77))
    assert rows_about(her.person, scheme, at=months(77))["placements_stay"] == 1
    with acting_for(her.holder.agency, at=months(77)):
        assert Person.objects.filter(pk=her.person.pk).exists(), "its bare row stays while the stay does"


def test_the_scheme_s_own_file_goes_six_years_after_its_last_day(her: planted.Planted) -> None:
    scheme = her.scheme
    with as_(scheme.worker, at=months(2)):
        placements.end(
            her.stay, on=months(2).date(), kind="planned", moved_to="council", by=scheme.worker, at=months(2)
        )
        placements.take_back(her.waiting, reason="Taken.", by=scheme.worker, at=months(2))
    keeping.keep_all(at=months(72))
    assert rows_about(her.person, scheme.agency, at=months(72))["placements_stay"] == 1
    keeping.keep_all(at=months(76))
    assert set(rows_about(her.person, scheme.agency, at=months(76)).values()) == {0}


def test_a_hold_keeps_everything_until_it_is_lifted(town: Agencies) -> None:
    manager = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Mo Manager", role="manager"
    )
    yusuf = personas.yusuf(town.noor)
    with as_(manager):
        actions.hold(yusuf, why="complaint", by=manager, at=MONDAY)
        with pytest.raises(actions.AlreadyHeld):
            actions.hold(yusuf, why="court", by=manager, at=MONDAY)
    keeping.keep_all(at=months(40))
    with as_(manager, at=months(40)):
        assert identity.read(yusuf).place == "Station Road"
        actions.lift(yusuf, by=manager, at=months(40))
        assert kept.hold_on(yusuf, by=manager) is None
    assert keeping.keep_all(at=months(40))["enquiries"] == 1


def test_a_refused_referral_goes_after_a_year_and_the_service_is_told(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.law.service, by=town.noor, days=60)
    with as_(town.noor):
        sent = referrals.send(amina, to=town.law.service, why="w", asks="a", by=town.noor, at=MONDAY)
    with as_(town.sam):
        referrals.refuse(sent, code="no_space", next_step="Ask again.", by=town.sam, at=MONDAY)
    assert keeping.keep_all(at=months(11))["refused_referrals"] == 0
    assert keeping.keep_all(at=months(13))["refused_referrals"] == 1
    with as_(town.noor, at=months(13)):
        assert not Referral.objects.exists()
        assert Person.objects.filter(pk=amina.pk).exists()
    with as_(town.sam, at=months(13)):
        (notice,) = kept.notices(town.sam)
        assert notice.about == sent.pk
        actions.say_deleted(notice, by=town.sam, at=months(13))
        assert not kept.notices(town.sam).exists()
        with pytest.raises(actions.AlreadyDone):
            actions.say_deleted(notice, by=town.sam, at=months(13))


def test_where_somebody_slept_is_coarse_after_six_months_and_gone_after_two_years(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.law.service, by=town.noor)
    with as_(town.noor, at=months(1)):
        people.describe(amina, kind="place", value="Mill Bridge car park", by=town.noor, at=months(1))
    keeping.keep_all(at=months(6.5))
    with as_(town.noor, at=months(6.5)):
        assert identity.read(amina).place == "Mill Bridge car park", "they were met five months ago"
    keeping.keep_all(at=months(8))
    with as_(town.noor, at=months(8)):
        assert identity.read(amina).place == "Somewhere in Wrenfield"
        assert Particular.objects.filter(kind="place").count() == 1
    assert keeping.keep_all(at=months(8))["coarse_places"] == 0
    keeping.keep_all(at=months(26))
    with as_(town.noor, at=months(26)):
        assert identity.read(amina).place == ""
        assert identity.read(amina).name == "Amina Example"


def test_one_file_that_breaks_keeps_no_other_from_ending(
    town: Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = personas.yusuf(town.noor), personas.tomasz(town.noor)
    really = keeping.keeping.end_file

    def broken(person: Person, **more: object) -> None:
        if person == first:
            raise RuntimeError("It is broken.")
        really(person, **more)

    monkeypatch.setattr(keeping.keeping, "end_file", broken)
    with pytest.raises(ExceptionGroup, match="Some files"):
        keeping.keep_all(at=months(13))
    with as_(town.noor, at=months(13)):
        assert list(Person.objects.all()) == [first]
    assert second.pk


def test_a_night_ends_so_many_files_and_no_more(town: Agencies, monkeypatch: pytest.MonkeyPatch) -> None:
    for make in (personas.yusuf, personas.tomasz, personas.mercy):
        make(town.noor)
    monkeypatch.setattr(keeping, "BATCH", 2)
    assert [keeping.keep_all(at=months(13))["enquiries"] for _ in range(3)] == [2, 1, 0]


def test_no_other_agency_s_rows_can_be_deleted_and_the_site_s_role_deletes_none(
    really_commits: address.Address,
) -> None:
    her = planted.plant(at=MONDAY)
    tables = [
        "people_share", "people_consent", "advice_answer", "advice_grounds", "referrals_referral",
        "referrals_message", "placements_offer", "placements_stay", "placements_occupation",
    ]  # fmt: skip
    for role, agency in (
        ("worker", her.scheme.agency),
        ("app", her.holder.agency),
        ("app", her.scheme.agency),
    ):
        speak_to(really_commits, role=role)
        for table in tables:
            if role == "worker" and table.startswith("placements"):
                continue
            with acting_for(agency, at=MONDAY), connection.cursor() as cursor:
                cursor.execute(f"delete from {table}")
                assert cursor.rowcount == 0, f"{role} {table}"


def test_every_table_about_a_person_has_a_moment_from_which_its_years_are_counted(clock: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.table_name from information_schema.columns c"
            " join information_schema.columns a using (table_schema, table_name)"
            " where c.table_schema = 'public' and c.column_name = 'person_id' and a.column_name = 'agency_id'"
        )
        tables = {row[0] for row in cursor.fetchall()}
    assert tables - WITH_ANOTHER_ROW == set(kept.MOMENTS)


def test_papers_and_what_was_told_go_with_the_file(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.law.service, by=town.noor)
    with as_(town.noor):
        papers.keep(amina, raw=hostile.photograph(), kind="tenancy", by=town.noor, at=MONDAY)
        people.close(amina, why="moved", by=town.noor, at=MONDAY)
    before = rows_about(amina, town.outreach.agency, at=MONDAY)
    assert before["papers_file"] and before["papers_paper"] and before["disclosures_disclosure"]
    assert keeping.keep_all(at=months(75))["closed_files"] == 1
    assert set(rows_about(amina, town.outreach.agency, at=months(75)).values()) == {0}
    with as_(town.noor, at=months(75)):
        assert not Person.objects.filter(pk=amina.pk).exists()


def test_every_term_that_says_it_is_carried_out_is_carried_out() -> None:
    done = set(keeping.steps(MONDAY)) | {"ended_sessions", "refused_by_browsers"}
    said = {name.strip() for term in register.terms().values() for name in term.by.split(",") if name.strip()}
    assert said == done


def test_a_child_s_file_waits_until_they_are_twenty_five_and_a_grown_up_s_does_not(town: Agencies) -> None:
    child = personas.person(town.noor, name="Kofi Invented", birth_date="3 March 2012")
    grown = personas.person(town.noor, name="Grown Invented", birth_date="1990")
    only_the_year = personas.person(town.noor, name="Lina Invented", birth_date="2011")
    for person in (child, grown, only_the_year):
        personas.agree(person, to=town.law.service, by=town.noor)
        with as_(town.noor):
            people.close(person, why="moved", by=town.noor, at=MONDAY)
    assert keeping.keep_all(at=months(75))["closed_files"] == 1
    with as_(town.noor, at=months(75)):
        assert set(Person.objects.values_list("pk", flat=True)) == {child.pk, only_the_year.pk}
    day_before = datetime(2037, 1, 1, 4, tzinfo=MONDAY.tzinfo) - timedelta(days=2)
    assert keeping.keep_all(at=day_before)["closed_files"] == 0
    assert keeping.keep_all(at=day_before + timedelta(days=2))["closed_files"] == 1
    assert keeping.keep_all(at=datetime(2037, 3, 3, 4, tzinfo=MONDAY.tzinfo))["closed_files"] == 1


def test_who_came_grown_up_and_left_care_is_kept_as_long_as_a_child(town: Agencies) -> None:
    young = {"birth_date": f"1 February {MONDAY.year - 18}"}
    left_care = personas.person(town.noor, name="Cai Invented", **young)
    never_in_care = personas.person(town.noor, name="Nell Invented", **young)
    for person, said in ((left_care, "former_relevant"), (never_in_care, "none")):
        personas.agree(person, to=town.law.service, by=town.noor)
        with as_(town.noor):
            fact = {"name": "care_leaver_category", "value": said, "field": "family"}
            people.learn(person, **fact, by=town.noor, at=MONDAY)
            people.close(person, why="moved", by=town.noor, at=MONDAY)
    assert keeping.keep_all(at=months(74))["closed_files"] == 1
    with as_(town.noor, at=months(74)):
        assert list(Person.objects.all()) == [left_care]


def test_whoever_came_for_legal_advice_is_no_mere_enquiry(town: Agencies) -> None:
    lea = personas.desk("Harbour Law", "advice", "Surgery", "legal", "Lea Lawful", "entitlement").worker
    yusuf = personas.yusuf(lea)
    personas.tomasz(town.sam)
    assert keeping.keep_all(at=months(13))["enquiries"] == 1, "Tomasz, of whom nothing came"
    with as_(lea, at=months(13)):
        people.close(yusuf, why="helped", by=lea, at=months(13))
    assert keeping.keep_all(at=months(13 + 70))["closed_files"] == 0
    assert keeping.keep_all(at=months(13 + 75))["closed_files"] == 1


def test_a_copy_of_a_right_to_rent_check_goes_a_year_after_the_last_stay_and_the_file_stays(
    her: planted.Planted,
) -> None:
    scheme = her.scheme
    with as_(scheme.worker, at=months(1)):
        kept_on = {"by": scheme.worker, "at": months(1)}
        papers.keep(her.person, raw=hostile.photograph(), kind="rent_check", **kept_on)
        papers.keep(her.person, raw=hostile.photograph(), kind="tenancy", **kept_on)
    assert keeping.keep_all(at=months(20))["rent_check_copies"] == 0, "she still lives there"
    with as_(scheme.worker, at=months(20)):
        ended = {"kind": "planned", "moved_to": "council", "by": scheme.worker, "at": months(20)}
        placements.end(her.stay, on=months(20).date(), **ended)
    assert keeping.keep_all(at=months(31))["rent_check_copies"] == 0
    assert keeping.keep_all(at=months(33))["rent_check_copies"] == 1
    assert rows_about(her.person, scheme.agency, at=months(33))["papers_paper"] == 1


def test_without_a_stay_the_copy_goes_a_year_after_the_file_was_closed(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor):
        papers.keep(amina, raw=hostile.photograph(), kind="rent_check", by=town.noor, at=MONDAY)
        slavery = papers.keep(amina, raw=hostile.photograph(), kind="slavery", by=town.noor, at=MONDAY)
        assert slavery.field == "status"
    assert keeping.keep_all(at=months(30))["rent_check_copies"] == 0, "the file is open"
    with as_(town.noor, at=months(30)):
        people.close(amina, why="moved", by=town.noor, at=months(30))
    assert keeping.keep_all(at=months(43))["rent_check_copies"] == 1
    assert rows_about(amina, town.outreach.agency, at=months(43))["papers_file"] == 1
