"""One thing that waits for a worker, and the groups things wait in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from recourse.pages.look import days
from recourse.pages.look.days import Chip

if TYPE_CHECKING:
    from uuid import UUID

    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Person

KINDS = {
    "referrals": "Answers to referrals",
    "beds": "Beds held",
    "agreements": "Agreements that end",
    "tasks": "Tasks",
    "stays": "Days of stays",
    "houses": "Papers of houses",
    "new": "Newly added",
    "questions": "Questions left open",
    "emergencies": "Emergencies",
    "looks": "Who looked",
}
WHOSE = {"mine": "Mine", "team": "My team’s", "nobody": "Nobody’s yet"}
GROUPS = {
    "overdue": "Overdue",
    "today": "Today",
    "week": "This week",
    "later": "Later",
    "others": "Waiting for others",
}


@dataclass(frozen=True)
class Item:
    """Why it waits on me, until when, and the one act that moves it on.

    Without a person it is about what is `named`, and is mine.
    """

    kind: str
    person: "Person | None"
    says: str
    since: str
    act: str
    address: str
    due: date | datetime | None = None
    chip: Chip | None = None
    is_for_others: bool = False
    named: str = ""
    of_worker: "UUID | None" = None

    def whose(self, by: "Worker") -> str:
        """Whether it is mine, my team's, or nobody's yet."""
        if self.person is None:
            return "mine"
        if self.of_worker is not None:
            return "mine" if self.of_worker == by.pk else "team"
        if self.person.agency_id != by.organisation_id:
            return "team"
        if self.person.lead_worker_id is None:
            return "nobody"
        return "mine" if self.person.lead_worker_id == by.pk else "team"

    def shown_chip(self, at: datetime) -> Chip:
        """Its chip: its own words, or its deadline."""
        return self.chip or days.deadline(self.due, at)

    def group(self, at: datetime) -> str:
        """The group it stands in."""
        if self.is_for_others:
            return "others"
        if self.due is None:
            return "week"
        if self.shown_chip(at).weight == "overdue":
            return "overdue"
        on = localdate(self.due) if isinstance(self.due, datetime) else self.due
        if on <= localdate(at):
            return "today"
        return "week" if on - localdate(at) <= days.WEEK else "later"


def address(name: str, *args: object, otherwise: "Person") -> str:
    """Where the act is done; the person's page when its room is not built."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return reverse("people:one", args=[otherwise.pk])


def shortened(words: str, to: int = 160) -> str:
    """A sentence that fits in a row."""
    words = " ".join(words.split())
    return words if len(words) <= to else words[:to].rsplit(" ", 1)[0] + " ..."
