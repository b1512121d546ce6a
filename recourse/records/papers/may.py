"""Who may do what with papers; which papers somebody sees at all, the policies decide."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.papers.models import Paper

NOT_YOURS = "Only the agency that keeps a paper can remove it."


def keep(by: Worker) -> bool:
    """Whoever works with people may keep a paper of somebody they see."""
    return work_with_people(by)


def read(by: Worker) -> bool:
    """Whoever works with people may open a paper they see."""
    return work_with_people(by)


def remove(by: Worker, paper: Paper) -> bool:
    """The agency that keeps a paper may remove it."""
    return work_with_people(by) and by.organisation_id == paper.agency_id
