"""What a scheme goes by is published in versions, and what was published before never changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import yaml
from django.db import DatabaseError, transaction

from recourse.reasoning.allocation.criteria import Basis, NotCriteria
from recourse.records.criteria import actions as criteria
from recourse.records.criteria import queries
from recourse.records.criteria.actions import Overtaken
from recourse.records.criteria.models import Version
from recourse.records.directory.may import MayNot
from recourse.records.ledger.models import Entry
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def text(**more: Any) -> str:
    stated = queries.standard(name="Lamp House", on=TODAY).stated()
    return yaml.safe_dump(stated | more)


def publish(by: Any, words: str, **said: Any) -> Any:
    with as_(by):
        return criteria.publish(words, **{"from_day": TODAY, "after": 0, "by": by, "at": MONDAY} | said)


def test_pat_publishes_and_everybody_reads_what_lamp_house_goes_by(town: Agencies) -> None:
    with as_(town.pat):
        assert queries.criteria_of(town.hosting.agency.pk, on=TODAY) is None
    publish(town.pat, text())
    for worker in (town.pat, town.noor, town.cass):
        with as_(worker):
            stands = queries.criteria_of(town.hosting.agency.pk, on=TODAY)
            assert stands is not None and stands.number == 1
            assert stands.fingerprint == stands.criteria.fingerprint
            assert queries.criteria_of(town.hosting.agency.pk, on=TODAY - timedelta(days=1)) is None
            assert queries.criteria_of(town.outreach.agency.pk, on=TODAY) is None
    with as_(town.pat):
        [entry] = Entry.objects.filter(act="criteria.publish")
        assert entry.detail["fingerprint"] == stands.fingerprint


def test_a_second_version_leaves_the_first_as_it_was(town: Agencies) -> None:
    first = publish(town.pat, text())
    publish(town.pat, text(mixture="multiply"), from_day=TOMORROW, after=1)
    ours = town.hosting.agency.pk
    with as_(town.pat):
        today, tomorrow = queries.criteria_of(ours, on=TODAY), queries.criteria_of(ours, on=TOMORROW)
        assert today is not None and tomorrow is not None
        assert (today.version_id, today.number, tomorrow.number) == (first.pk, 1, 2)
        assert today.fingerprint != tomorrow.fingerprint
        for change in ({"text": "x"}, {"from_day": TOMORROW}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Version.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            Version.objects.all().delete()
        assert queries.one(first.pk) == today


def test_number_and_day_are_set_here_whatever_the_text_says(town: Agencies) -> None:
    made = publish(town.pat, text(version="77", agreed_on="1999-01-01"))
    with as_(town.pat):
        stands = queries.one(made.pk)
    assert stands is not None
    assert (stands.criteria.version, stands.criteria.agreed_on) == ("1", TODAY)


def test_who_writes_after_a_version_they_have_not_read_is_told(town: Agencies) -> None:
    publish(town.pat, text())
    with pytest.raises(Overtaken, match="version 1"):
        publish(town.pat, text(mixture="multiply"), after=0)
    with as_(town.pat):
        assert queries.last_number(town.hosting.agency.pk) == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"terms": {"nationality": {"weight": 1}}}, "nationality cannot be a criterion here"),
        ({"terms": {"risk_score": {"weight": 1}}}, "risk_score cannot be a criterion here"),
        ({"terms": {"waiting": {"weight": 0, "full_after_days": 9}}}, "weighs at least 1"),
        ({"terms": {"present_need": {"points": {"low": 1}}}}, "give points for each of"),
        ({"suits": {"not_where_asked": 0}}, "from 1 to 100 percent"),
        ({"children": 3}, "and nothing else"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    town: Agencies, more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NotCriteria, match=sentence):
        publish(town.pat, text(**more))
    with as_(town.pat):
        assert not Version.objects.exists()


def test_no_day_that_is_over_and_nobody_but_the_manager(town: Agencies) -> None:
    with pytest.raises(NotCriteria, match="Give today or a later day"):
        publish(town.pat, text(), from_day=TODAY - timedelta(days=1))
    lena = personas.colleague(town.hosting.agency, [town.hosting.service], name="Lena Link", role="link")
    with pytest.raises(MayNot):
        publish(lena, text())


def test_what_a_scheme_can_begin_with_counts_need_most_and_predicts_nothing() -> None:
    start = queries.standard(name="Lamp House", on=TODAY)
    weights = {term.basis: term.weight for term in start.terms}
    assert max(weights, key=lambda basis: weights[basis]) is Basis.PRESENT_NEED
    assert set(weights) == set(Basis)
