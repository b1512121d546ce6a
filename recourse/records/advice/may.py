"""Who may ask the rulebook about a person."""

from datetime import date

from recourse.records.access import queries as access
from recourse.records.advice.models import Answer
from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker


def ask(by: Worker) -> bool:
    """Workers who meet people ask; commissioners see numbers and nobody's page."""
    return work_with_people(by)


def hear_as_adviser(by: Worker, answer: Answer, *, on: date) -> bool:
    """Whether an answer may speak to them about the person: the registered adviser who asked for it.

    Everybody else, a colleague at another level too, reads the general form, or asks anew in their own name.
    """
    return answer.asked_by_id == by.pk and access.registration(by, on=on) is not None
