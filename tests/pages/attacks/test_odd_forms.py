"""Every form of the site takes whatever is written in it: kept, or refused with words, never a fault."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import now

from recourse.config.database.address import Address
from tests import examples, personas
from tests.pages.attacks import odd_forms, planted
from tests.personas import Agencies

EXAMPLES = examples.each(5)


@pytest.fixture
def town(really_commits: Address) -> Agencies:
    return personas.agencies(at=now())


def ids(town: Agencies, her: planted.Planted) -> dict[str, Any]:
    """What stands in addresses: hers, the offer that still waits, and a referral nobody answered."""
    return her.ids(worker=her.holder.worker) | {
        "offer_id": her.waiting.pk,
        "bed_id": her.bed.pk,
        "about": "bed",
        "key": "part7",
        "fact_name": "destitute",
        "kind": "licence",
        "funding": "paying",
    }


def test_no_form_of_the_site_falls_over(really_commits: Address, town: Agencies) -> None:
    her = planted.plant_with_offices(really_commits, at=now())
    people = {"ona": her.holder.worker, "hal": her.scheme.worker, "cass": town.cass}
    clients = dict(odd_forms.everybody(people))
    forms = odd_forms.walk(clients, ids(town, her))
    assert len(forms) >= 30
    wrong = []
    for form in forms.values():
        try:
            client = dict(odd_forms.everybody(people))[form.worker]
            seen = odd_forms.fuzz(client, form, examples=EXAMPLES)
            examples.told("form", form.name, seen)
        except AssertionError as error:
            wrong.append(str(error)[:700])
    assert wrong == [], "\n\n".join(wrong)
