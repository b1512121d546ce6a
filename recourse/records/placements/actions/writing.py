"""Writing one thing into the course of a stay, once, by the scheme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import MayNot, require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import text
from recourse.records.placements import may
from recourse.records.placements.happenings import AlreadyEnded, AlreadyMarked, NoSuchDays
from recourse.records.placements.models import Mark, Stay
from recourse.records.placements.words import Course

LONGEST = 2_000
#: What can come before somebody moves in.
BEFORE = (Course.ARRANGED, Course.MET, Course.AGREED, Course.PAYS, Course.CHECKED, Course.MOVE_ON)
#: What can lie ahead.
AHEAD = (Course.NOTICE, Course.ARRANGED, Course.PAYS)
#: What can be kept when the stay has ended.
AFTERWARDS = (Course.INCIDENT, Course.CHECKED)
#: What the ledger does not say more of: it would tell what somebody's papers are.
UNSAID = (Course.CHECKED,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is kept of it besides the day."""

    words: str = ""
    plan: str = ""
    until: date | None = None
    choice: str = ""
    pence: int | None = None


def keep(stay: Stay, kind: Course, said: Said, *, on: date, by: Worker, at: datetime) -> Mark:
    """Keep one mark of a stay, whoever else is at it; says in words what stands in the way."""
    require(may.mark(by, stay), may.NOT_YOUR_STAY)
    now = Stay.objects.select_for_update(of=("self",)).select_related("offer").filter(pk=stay.pk).first()
    if now is None:
        raise MayNot(may.NOT_YOUR_STAY)
    if now.after_last_day is not None and kind not in AFTERWARDS:
        raise AlreadyEnded(f"This stay ended on {in_words(now.after_last_day)}.")
    _require_day(now, kind, on, today_of(at))
    before = Mark.objects.filter(stay=stay, kind=kind, on_day=on).select_related("made_by").first()
    if before is not None and kind is not Course.INCIDENT:
        raise AlreadyMarked(by_name=before.made_by.name, at=before.made_at)
    made = Mark.objects.create(
        stay=now,
        person_id=now.person_id,
        agency_id=now.agency_id,
        kind=kind,
        on_day=on,
        until=said.until,
        choice=said.choice,
        pence=said.pence,
        words=said.words,
        plan=said.plan,
        made_by=by,
        made_at=at,
    )
    detail = {"kind": kind.value, "on": on.isoformat()}
    if said.until and kind not in UNSAID:
        detail["until"] = said.until.isoformat()
    ledger.record(by=by, act="placements.mark", at=at, about=made, person=now.person_id, detail=detail)
    return made


def _require_day(stay: Stay, kind: Course, on: date, today: date) -> None:
    if kind in BEFORE:
        offered = min(today_of(stay.offer.made_at), stay.first_day)
        if on < offered:
            raise NoSuchDays(f"The bed was offered on {in_words(offered)}: give that day or a later one.")
    elif on < stay.first_day:
        raise NoSuchDays(f"They moved in on {in_words(stay.first_day)}: give that day or a later one.")
    if on > today and kind not in AHEAD:
        raise NoSuchDays("That day has not come yet.")


def needed(words: str, sentence: str) -> str:
    """Words that must be there, as they are kept."""
    kept = text.lines(words, what="What you wrote", at_most=LONGEST)
    if not kept:
        raise NoSuchDays(sentence)
    return kept


def today_of(at: datetime) -> date:
    """The day of a moment, here."""
    return at.astimezone(LONDON).date()


def in_words(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"
