"""Who may ask the rulebook about a person."""

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker


def ask(by: Worker) -> bool:
    """Workers who meet people ask; commissioners see numbers and nobody's page."""
    return work_with_people(by)
