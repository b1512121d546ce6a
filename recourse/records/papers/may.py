"""Who may do what with papers; which papers somebody sees at all, the policies decide."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.papers.models import Paper
from recourse.records.papers.words import MADE_HERE

NOT_YOURS = "Only the agency that keeps a paper can remove it, and nobody what we sent ourselves."


def keep(by: Worker) -> bool:
    """Whoever works with people may keep a paper of somebody they see."""
    return work_with_people(by)


def read(by: Worker) -> bool:
    """Whoever works with people may open a paper they see."""
    return work_with_people(by)


def remove(by: Worker, paper: Paper) -> bool:
    """The agency that keeps a paper may remove it, unless it is one we sent ourselves."""
    is_ours = by.organisation_id == paper.agency_id
    return work_with_people(by) and is_ours and paper.kind not in MADE_HERE
