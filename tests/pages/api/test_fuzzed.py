"""Whatever programs send, the API answers as its description says, and never with a fault."""

from __future__ import annotations

import pytest
from django.utils.timezone import now

from tests import personas
from tests.pages.api import fuzzing
from tests.pages.attacks import planted
from tests.personas import Agencies

pytestmark = pytest.mark.django_db
EXAMPLES = 60
OPERATIONS = fuzzing.operations()


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_answers_only_as_described(name: str, town: Agencies) -> None:
    her = planted.plant(at=now())
    who = {"nobody": None, "noor": her.holder.worker, "pat": her.scheme.worker, "cass": town.cass}
    ids = [her.referral.pk, her.person.pk, her.scheme.service.pk, town.link.service.pk]
    seen = fuzzing.fuzz(OPERATIONS[name], personas=who, ids=ids, examples=EXAMPLES)
    print(name, dict(seen))
