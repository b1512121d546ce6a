"""Who may make, take over and end a task, and say why a step could not be taken."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.matters.models import Task

NOT_PEOPLE = "Tasks are for the workers who meet people."
NOT_YOURS = "Only the agency that made this task can change it."


def make(by: Worker) -> bool:
    """Whoever works with people may make a task and say what stood in the way."""
    return work_with_people(by)


def give(by: Worker, worker: Worker) -> bool:
    """A task is given to somebody of the same agency who works with people."""
    return work_with_people(worker) and worker.organisation_id == by.organisation_id


def change(by: Worker, task: Task) -> bool:
    """Any worker of the agency that made it: whoever is on shift takes it over."""
    return work_with_people(by) and by.organisation_id == task.agency_id
