"""What of an agency's stays and houses has a day that comes or has come, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import connection

from recourse.records.directory.models import Worker
from recourse.records.placements.queries.course import next_look

MOST = 2_000
# People are joined loosely: a stay goes on when the share that showed its person to the scheme has ended.
_STAYS = """
select 'stay', s.id, h.name, r.name, b.name, p.reference, s.first_day,
    (select max(m.on_day) from placements_mark m where m.stay_id = s.id and m.kind = 'looked'),
    (select max(m.until) from placements_mark m where m.stay_id = s.id and m.kind = 'notice'),
    (select m.until from placements_mark m where m.stay_id = s.id and m.kind = 'move_on'
        order by m.on_day desc, m.made_at desc limit 1)
from placements_stay s
join homes_home h on h.id = s.home_id
join homes_bedspace b on b.id = s.bedspace_id
join homes_room r on r.id = b.room_id
left join people_person p on p.id = s.person_id
where s.agency_id = %(agency)s and s.after_last_day is null
"""
# A house whose every bed was handed back wants no papers any more; one without a bed yet does.
_IN_USE = """
h.agency_id = %(agency)s and (
    not exists (select 1 from homes_bedstate t join homes_bedspace b on b.id = t.bedspace_id
        join homes_room r on r.id = b.room_id where r.home_id = h.id)
    or exists (select 1 from homes_bedstate t join homes_bedspace b on b.id = t.bedspace_id
        join homes_room r on r.id = b.room_id where r.home_id = h.id and t.state <> 'handed_back'
        and (t.after_last_day is null or t.after_last_day > %(today)s)))
"""
_HOUSES = f"""
select 'certificate', h.id, h.name, c.kind, '', null, max(c.last_day), null::date, null::date, null::date
from homes_certificate c join homes_home h on h.id = c.home_id
where {_IN_USE} group by h.id, h.name, c.kind
union all
select * from (select distinct on (h.id) 'lease', h.id, h.name, '', '', null, l.after_last_day - 1,
    null::date, null::date, null::date
from homes_lease l join homes_home h on h.id = l.home_id
where {_IN_USE} order by h.id, l.first_day desc) last_leases
"""


class What(StrEnum):
    """What a day is of."""

    LOOK = "look"
    NOTICE = "notice"
    MOVE_ON = "move_on"
    CERTIFICATE = "certificate"
    LEASE = "lease"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One day of a stay (`about` is the stay) or of a house (`about` is the house).

    `detail` is the room and bed, or the kind of certificate; `reference` is the person's, while in sight.
    """

    what: What
    on: date
    about: UUID
    home: str
    detail: str = ""
    reference: str = ""


def reminders(by: Worker, *, today: date, houses: bool = True) -> list[Reminder]:
    """Every day of the stays that go on, and the last day of every paper of a house; the soonest first.

    A look is overdue, or the next that comes. Of a certificate the one that counts longest is meant, of a
    lease the last that was signed; one without an end has no day.
    """
    with connection.cursor() as cursor:
        asked = f"{_STAYS} union all {_HOUSES}" if houses else _STAYS
        cursor.execute(asked, {"agency": by.organisation_id, "today": today})
        found = [one for row in cursor.fetchall() for one in _read(*row)]
    return sorted(found, key=lambda one: (one.on, one.home, one.detail, one.about))[:MOST]


def _read(
    kind: str,
    about: UUID,
    home: str,
    detail: str,
    bed: str,
    reference: str | None,
    first: date | None,
    looked: date | None,
    notice: date | None,
    move_on: date | None,
) -> list[Reminder]:
    if first is None:
        return []
    if kind != "stay":
        return [Reminder(What(kind), first, about, home, detail)]
    place = ", ".join(dict.fromkeys(part for part in (detail, bed) if part))
    days = {
        What.LOOK: next_look(first, looked_on=looked),
        What.NOTICE: notice,
        What.MOVE_ON: move_on,
    }
    return [Reminder(what, day, about, home, place, reference or "") for what, day in days.items() if day]
