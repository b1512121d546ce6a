"""The host of the house she lives in, and a check-in with her."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from recourse.records.directory.models import Worker
from recourse.records.homes.models import Home
from recourse.records.hosting import actions as hosting
from recourse.records.hosting.models import CheckIn, Host
from recourse.records.placements.models import Stay
from tests.personas import as_


def hosted(home: Home, *, said: str, by: Worker, at: datetime) -> Host:
    """Whoever lives in that house and gives its rooms: visited, spoken for, approved, experienced."""
    signed: dict[str, Any] = {"on": localdate(at), "by": by, "at": at}
    with as_(by, at=at):
        host = hosting.take_on(home, name=said, contact=said, words=said, **signed)
        hosting.visit(host, words=said, **signed)
        for _ in range(2):
            hosting.take_reference(host, is_written=True, is_family=False, words=said, **signed)
        hosting.approve(host, **signed)
        hosting.name_key_host(host, words=said, **signed)
        return host


def checked_in(host: Host, stay: Stay, *, said: str, by: Worker, at: datetime) -> None:
    """Somebody asked her and her host how it goes."""
    of = {"host": host, "stay": stay, "person_id": stay.person_id, "agency_id": by.organisation_id}
    with as_(by, at=at):
        CheckIn.objects.create(
            **of,
            on_day=stay.first_day,
            how="phone",
            guest="mixed",
            for_host="well",
            words=said,
            made_by=by,
            made_at=at,
        )
