"""What waits because a day of a stay or of a house comes: one line each, or one for many of a kind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from recourse.pages.homes import safety
from recourse.pages.look import days
from recourse.pages.look.days import Chip
from recourse.pages.work.item import Item
from recourse.records.hosting import queries as hosting
from recourse.records.placements import queries
from recourse.records.placements.queries import What

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.hosting.queries import DueCheckIn
    from recourse.records.placements.queries import Reminder

#: How many days ahead each is said.
AHEAD = {
    What.LOOK: timedelta(days=7),
    What.NOTICE: timedelta(days=14),
    What.MOVE_ON: timedelta(days=14),
    What.CERTIFICATE: safety.SOON,
    What.LEASE: safety.LEASE_SOON,
}
#: From how many of a kind on they are one line; notices and move-on plans stand each by itself.
MANY = 6
_HOUSES = (What.CERTIFICATE, What.LEASE)
_SAYS = {
    What.LOOK: "Look at this stay together.",
    What.NOTICE: "The notice runs out. Make sure there is somewhere to go.",
    What.MOVE_ON: "The move-on plan is for this day. Ask how far it is.",
    What.LEASE: "The lease ends.",
}
_SAYS_MANY = {
    What.LOOK: "stays are to be looked at together.",
    What.CERTIFICATE: "certificates of houses run out or have run out.",
    What.LEASE: "leases end or have ended.",
}


def items(by: Worker, *, today: date, with_hosts: bool = True) -> list[Item]:
    """The days of the scheme's stays; of its houses too for whoever manages them."""
    found = queries.reminders(by, today=today, houses=by.role == "manager")
    near = [one for one in found if one.on <= today + AHEAD[one.what]]
    items = [item for what in What for item in _of_a_kind([one for one in near if one.what is what], today)]
    due = hosting.due_check_ins(by, until=today + AHEAD[What.LOOK]) if with_hosts else ()
    return items + [_check_in(one) for one in due]


def _check_in(one: DueCheckIn) -> Item:
    return Item(
        kind="stays",
        person=None,
        named=one.home_name,
        says="Check in with the guest and with the host.",
        since="",
        act="Check in",
        address=reverse("hosts:check_in", args=[one.stay.pk]),
        due=one.on,
    )


def _of_a_kind(some: list[Reminder], today: date) -> list[Item]:
    if len(some) >= MANY and some[0].what in _SAYS_MANY:
        return [_many(some, today)]
    return [_one(one, today) for one in some]


def _one(one: Reminder, today: date) -> Item:
    is_house, is_over = one.what in _HOUSES, one.on < today
    place = f"{one.home}, {one.detail}" if one.detail and not is_house else one.home
    if one.what is What.CERTIFICATE:
        says = f"{safety.KINDS[one.detail]}: the certificate {'ran' if is_over else 'runs'} out."
    elif one.what is What.LEASE and is_over:
        says = "The lease has ended."
    else:
        says = _SAYS[one.what]
    return Item(
        kind="houses" if is_house else "stays",
        person=None,
        named=place,
        says=says,
        since=one.reference,
        act="See the house" if is_house else "See the stay",
        address=reverse("homes:one" if is_house else "stays:course", args=[one.about]),
        due=one.on,
    )


def _many(some: list[Reminder], today: date) -> Item:
    is_house, late = some[0].what in _HOUSES, sum(one.on < today for one in some)
    return Item(
        kind="houses" if is_house else "stays",
        person=None,
        named="Your houses" if is_house else "Stays",
        says=f"{len(some)} {_SAYS_MANY[some[0].what]}",
        since=f"{late} of them overdue" if late else "",
        act="See the houses" if is_house else "See the stays",
        address=reverse("homes:all") if is_house else reverse("stays:due"),
        due=some[0].on,
        chip=Chip("overdue", f"Since {days.brief_day(some[0].on)}") if late else None,
    )
