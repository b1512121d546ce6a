"""A queryset composed once gives what it would give anew, and refuses a value that it would lose."""

from __future__ import annotations

import pytest

from recourse.records.directory.composed import Composed, NotComposed, among
from recourse.records.directory.models import Worker
from tests import personas


@pytest.mark.django_db
def test_the_second_question_is_answered_for_the_second_worker() -> None:
    town = personas.agencies()
    by_id = Composed(lambda worker: Worker.objects.select_related("organisation").filter(pk=worker))
    assert by_id.first(worker=town.noor.pk) == town.noor
    found = by_id.first(worker=town.pat.pk)
    assert found == town.pat
    assert found.organisation.name == town.pat.organisation.name


@pytest.mark.django_db
def test_a_list_may_be_of_any_length_the_next_time() -> None:
    town = personas.agencies()
    some = Composed(lambda workers: Worker.objects.filter(among("pk", workers)))
    assert some.all(workers=[town.noor.pk]) == [town.noor]
    assert {one.pk for one in some.all(workers=[town.noor.pk, town.pat.pk])} == {town.noor.pk, town.pat.pk}
    assert some.all(workers=[]) == []


@pytest.mark.django_db
def test_a_value_that_the_statement_would_not_carry_is_refused() -> None:
    lost = Composed(lambda worker: Worker.objects.filter(name="Noor Example"))
    with pytest.raises(NotComposed):
        lost.all(worker=personas.agencies().noor.pk)
