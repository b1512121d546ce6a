"""What waits because it was made a task: of mine, of my team's, each until its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recourse.pages.look import days
from recourse.pages.work.item import Item, address, shortened
from recourse.records.matters import queries

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.matters.models import Task


def items(by: Worker) -> list[Item]:
    """The open tasks of my agency, the soonest first."""
    return [_item(task, by) for task in queries.waiting(by)]


def _item(task: Task, by: Worker) -> Item:
    whose = "Yours" if task.worker_id == by.pk else task.worker.name
    return Item(
        kind="tasks",
        person=task.person,
        says=shortened(task.says),
        since=f"{whose}; made {days.day(task.made_at)} by {task.made_by.name}",
        act="See the task",
        address=address("tasks:one", task.pk, otherwise=task.person),
        due=task.until,
        of_worker=task.worker_id,
    )
