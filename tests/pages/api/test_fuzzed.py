"""Whatever programs send, the API answers as its description says, and never with a fault."""

from __future__ import annotations

import pytest
from django.utils.timezone import now

from tests import examples, personas
from tests.pages.api import fuzzing
from tests.pages.attacks import planted
from tests.personas import Agencies

pytestmark = pytest.mark.django_db
EXAMPLES = examples.each(60)
OPERATIONS = fuzzing.operations()


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_answers_only_as_described(name: str, town: Agencies) -> None:
    her = planted.plant(at=now())
    who = {"hal": her.scheme.worker, "ona": her.holder.worker, "cass": town.cass, "nobody": None}
    ids = {
        "referral_id": [her.referral.pk],
        "person": [her.person.pk],
        "to": [her.scheme.service.pk, town.link.service.pk],
    }
    seen = fuzzing.fuzz(OPERATIONS[name], personas=who, ids=ids, examples=EXAMPLES)
    examples.told("operation", name, seen)
    assert seen.total() >= EXAMPLES
    assert {who for who, _ in seen} == {"hal", "ona", "cass", "nobody"}
