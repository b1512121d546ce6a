"""What can stand in the way of an act on a task, each with a sentence for the worker."""

from __future__ import annotations

from datetime import datetime

from recourse.records.directory.acting import LONDON
from recourse.records.matters.models import Task

HOW = {
    "made": "made this",
    "taken": "took this over",
    "put_off": "put this off",
    "done": "did this",
    "given_up": "gave this up",
}


class Stood(Exception):
    """Something stood in the way; str() is a sentence that can be shown."""


class SaidNothing(Stood):
    """Words that the act needs are missing."""


class NotAColleague(Stood):
    """The worker named is not of this agency, or meets nobody."""

    def __init__(self) -> None:
        super().__init__("Choose somebody of your own agency who meets people.")


class AlreadyATask(Stood):
    """There is an open task for this step."""

    def __init__(self, task: Task) -> None:
        self.task = task
        super().__init__(
            f"{task.made_by.name} already made this a task {moment(task.made_at)}."
            f" {task.worker.name} has it. Nothing was made twice."
        )


class AlreadyMoved(Stood):
    """Somebody did something to the task since the page was opened."""

    def __init__(self, *, by: str, at: datetime, how: str) -> None:
        self.by, self.at, self.how = by, at, how
        super().__init__(f"{by} {HOW.get(how, how)} {moment(at)}. Nothing of yours was saved twice.")


def moment(at: datetime) -> str:
    """An hour and a day as they are spoken: "at 05:06 on Mon 23 Nov"."""
    here = at.astimezone(LONDON)
    return f"at {here:%H:%M} on {here:%a} {here.day} {here:%b}"
