"""Two agencies may move an offer, a stay and a referral on; neither may turn it into somebody else's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from tests import personas
from tests.pages.attacks import planted
from tests.personas import as_

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table", ["placements_offer", "placements_stay", "placements_occupation", "referrals_referral"]
)
def test_neither_side_may_hand_it_to_another_agency_or_person(table: str) -> None:
    story = planted.plant(at=AT)
    other = personas.desk("Far Hill", "outreach", "Hill walk", "outreach", "Stan Stranger", "outreach", at=AT)
    for worker in (story.holder.worker, story.scheme.worker):
        with as_(worker, at=AT):
            second = personas.person(worker, at=AT)
            for column, value in (("agency_id", other.agency.pk), ("person_id", second.pk)):
                with (
                    pytest.raises(ProgrammingError, match="may not change|row-level security"),
                    transaction.atomic(),
                    connection.cursor() as cursor,
                ):
                    cursor.execute(f"update {table} set {column} = %s", [value])
