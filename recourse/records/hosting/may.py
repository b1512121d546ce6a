"""Who takes in hosts, who takes the steps with them, and who checks in."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.directory.words import Role
from recourse.records.hosting.models import Host

NOT_MANAGER = "Hosts are approved, refused and let go by whoever manages the scheme."
NOT_ENTER = "Hosts are entered by whoever manages the scheme."
NOT_YOURS = "Only the scheme this host belongs to can do this."


def enter(by: Worker) -> bool:
    """A manager enters hosts, as they enter homes."""
    return by.is_active and by.role == Role.MANAGER


def see_to(by: Worker, host: Host) -> bool:
    """Whoever works with people in the scheme visits, takes references and checks in."""
    return work_with_people(by) and by.organisation_id == host.agency_id


def decide(by: Worker, host: Host) -> bool:
    """A manager of the scheme decides."""
    return enter(by) and by.organisation_id == host.agency_id
