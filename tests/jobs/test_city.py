"""The invented city is what it says it is, and true: everything in it went through the journey's own acts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from recourse.config.database import address
from recourse.jobs import city
from recourse.jobs.city import needs, places
from recourse.pages.fairness import words
from recourse.reasoning.pricing import fairness, weighing
from recourse.records.access import queries as access
from recourse.records.advice import queries as advice
from recourse.records.directory import queries as directory
from recourse.records.directory.acting import acting, acting_for
from recourse.records.homes.models import Bedspace, Home
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import identity, queries
from recourse.records.people.models import Person
from recourse.records.placements import queries as placements
from recourse.records.placements.models import Stay
from recourse.records.prices import gathering
from recourse.records.prices import queries as prices
from recourse.records.referrals.models import Referral
from recourse.records.refusals.models import Refusal

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_wrenfield_has_five_agencies_twenty_five_homes_and_ninety_bedspaces() -> None:
    assert sum(agency.is_agency for agency in places.AGENCIES) == 5
    assert len(places.HOMES) == 25
    assert places.bedspaces() == 90


def test_a_small_wrenfield_is_told_through_acts_and_its_ledgers_hold(really_commits: address.Address) -> None:
    said: list[str] = []
    city.load(people=25, until=NOW, say=said.append)
    agencies = directory.agencies()
    assert len(agencies) == 5
    people = 0
    begun: set[object] = set()
    lived: set[object] = set()
    for agency in agencies:
        with acting_for(agency, at=NOW):
            ours = Person.objects.filter(agency=agency)
            people += ours.count()
            entries = Entry.objects.filter(agency=agency.pk)
            added = set(entries.filter(act="people.add").values_list("person", flat=True))
            assert set(ours.values_list("pk", flat=True)) == added
            begun |= set(entries.filter(act="placements.start").values_list("about", flat=True))
            lived |= set(Stay.objects.filter(agency=agency).values_list("pk", flat=True))
            assert ledger.verify(agency.pk) is None
    assert people == 25 + 9
    assert lived == begun
    assert lived
    assert "25 invented people" in said[0]
    pat = next(worker for worker in directory.personas() if worker.name == "Pat Pretend")
    with acting(pat, at=NOW):
        not_yet = placements.unchecked(pat, on=NOW.date())
        live = Stay.objects.filter(agency=pat.organisation_id, after_last_day=None)
        assert 0 < len(not_yet) < live.count() / 2


def test_pat_reads_how_long_stays_fared_and_what_rosa_judged_of_some(
    really_commits: address.Address,
) -> None:
    city.load(people=25, until=NOW, say=lambda sentence: None)
    pat = next(worker for worker in directory.personas() if worker.name == "Pat Pretend")
    with acting(pat, at=NOW):
        kept = prices.prices_of(pat.organisation_id, on=NOW.date())
        known = placements.needs_of_many(queries.visible())
        assert kept is not None
        for rule in words.went(kept.looked_back):
            assert not rule.long.endswith(" of 0") and not rule.others.endswith(" of 0")
        assert kept.looked_back["weeks"] >= 26
        past = gathering.past(pat.organisation_id, on=NOW.date())
    assert past is not None
    cases = weighing.cases(past, first=past.first_day, after=past.after_last_day)
    lengths = {row.group: row.people for row in fairness.table(cases, for_panel=True)}
    assert lengths["Forty weeks or longer"] and lengths["Shorter"]
    judged = [one.get("housing_prospects") for one in known.values() if "housing_people" in one]
    assert None in judged and len({one for one in judged if one}) > 2
    for one in known.values():
        assert ("housing_prospects" in one) == (one.get(placements.JUDGED_BY) == needs.ADVISER)


def test_the_large_city_holds_sealed_people_who_are_found_and_ledgers_that_hold(
    really_commits: address.Address,
) -> None:
    city.build(16, until=NOW, say=lambda sentence: None)
    for worker in directory.personas():
        with acting(worker, at=NOW):
            ours = list(Person.objects.filter(agency=worker.organisation_id))
            names = identity.read_many(ours)
            assert len(ours) == 2
            assert all(names[person.pk].name and names[person.pk].place for person in ours)
            assert ours[0] in queries.search(names[ours[0].pk].name, worker)
            assert all(note.text for person in ours for note in queries.notes(person))
            assert ledger.verify(worker.organisation_id) is None


def test_signing_in_as_noor_or_pat_finds_something_to_do(really_commits: address.Address) -> None:
    city.load(people=5, until=NOW, say=lambda sentence: None)
    personas = {worker.name: worker for worker in directory.personas()}
    with acting(personas["Pat Pretend"], at=NOW):
        assert Home.objects.count() == 28
        assert Bedspace.objects.count() == 93
    with acting(personas["Noor Example"], at=NOW):
        assert Referral.objects.filter(state="asked", answer_by__lt=date(2026, 11, 22)).exists()
    with acting(personas["Cass Counter"], at=NOW):
        assert Person.objects.count() == 0


def test_a_newcomer_finds_a_letter_and_a_registered_adviser(really_commits: address.Address) -> None:
    city.load(people=2, until=NOW, say=lambda sentence: None)
    personas = {worker.name: worker for worker in directory.personas()}
    with acting(personas["Noor Example"], at=NOW):
        (letter,) = Refusal.objects.filter(made_at__isnull=False).select_related("person", "paper")
        assert identity.read(letter.person).name == "Tomasz Testcase"
        assert letter.to_name == "Make-Believe Surgery"
        assert letter.paper is not None
        grace = queries.search("Grace Specimen", personas["Noor Example"])[0]
        answer = advice.latest(grace)
        assert answer is not None
        instead = advice.as_it_stood(answer)["outcomes"]["part7"]["instead"]
        assert (instead["whose"], instead["outcome"]) == ("husband 1", "eligible")
    rosa = personas["Rosa Mockup"]
    with acting(rosa, at=NOW):
        standing = access.registration(rosa, on=NOW.date())
        assert standing is not None
        assert standing.level == "iaa_2"
        mercy = queries.search("Mercy Madeup", rosa)[0]
        told = advice.latest(mercy)
        assert told is not None
        assert told.asked_by == rosa
        assert advice.as_it_stood(told)["outcomes"]["coc"]["is_general"] is False
    assert access.registration(personas["Sam Specimen"], on=NOW.date()) is None
