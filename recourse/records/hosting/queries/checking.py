"""The check-ins that are due: a week after somebody moved in with a host, then in the rhythm chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max

from recourse.reasoning.periods.days import later_by_months
from recourse.records.directory.models import Worker
from recourse.records.hosting.models import CheckIn, Host
from recourse.records.hosting.words import Rhythm
from recourse.records.people.models import Person
from recourse.records.placements.models import Stay

FIRST = timedelta(days=7)
FOUR_WEEKS = timedelta(days=28)
MOST = 200


@dataclass(frozen=True, slots=True)
class DueCheckIn:
    """A check-in with a guest and their host that is to be made by a day; the guest is not read."""

    stay: Stay
    host: Host
    on: date

    @property
    def home_name(self) -> str:
        """What the host's home is called: never the host's name."""
        return self.stay.home.name

    def is_overdue(self, *, today: date) -> bool:
        """Whether the day has passed."""
        return self.on < today


def due_check_ins(by: Worker, *, until: date) -> list[DueCheckIn]:
    """The check-ins this worker's agency has to make by a day, the most overdue first; one statement.

    A stay that ended has none; one check-in is due a stay: the next one after the last that was made.
    """
    stays = Stay.objects.filter(
        agency=by.organisation_id, after_last_day=None, first_day__lte=until, home__host__isnull=False
    )
    stays = stays.select_related("home__host").annotate(last=Max("check_ins__on_day"))
    due = []
    for stay in stays:
        host = stay.home.host
        due.append(DueCheckIn(stay, host, next_due(stay.first_day, last=stay.last, rhythm=host.rhythm)))
    return sorted((one for one in due if one.on <= until), key=lambda one: (one.on, one.stay.pk))[:MOST]


def next_due(first_day: date, *, last: date | None, rhythm: str) -> date:
    """The day the next check-in is due: a week in, then a month or four weeks after the last one made.

    One made in the first week is the first.
    """
    if last is None:
        return first_day + FIRST
    return last + FOUR_WEEKS if rhythm == Rhythm.FOUR_WEEKS else later_by_months(last, 1)


def check_ins_of(host: Host) -> list[CheckIn]:
    """Every check-in with a host and their guests, newest first."""
    return list(CheckIn.objects.filter(host=host).select_related("made_by")[:MOST])


def check_ins_with(person: Person) -> list[CheckIn]:
    """Every check-in with a guest the reader may see, newest first."""
    return list(CheckIn.objects.filter(person=person).select_related("made_by", "agency"))


def hosted_stay(stay: UUID) -> Stay | None:
    """Give one stay with a host of the reader's agency."""
    return Stay.objects.filter(pk=stay, home__host__isnull=False).select_related("home__host").first()
