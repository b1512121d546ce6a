"""Gathers what waits from every source, filters it, and puts it in groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from recourse.pages.look import days
from recourse.pages.look.rows import Row
from recourse.pages.work import agreements, beds, newly, questions, referrals, stays, tasks, watching
from recourse.pages.work.item import GROUPS, KINDS, WHOSE, Item
from recourse.records.directory import may
from recourse.records.directory import queries as directory
from recourse.records.homes import queries as homes
from recourse.records.keeping import queries as keeping
from recourse.records.people import identity
from recourse.records.people.queries import noticing, waiting
from recourse.records.people.queries import watching as overreading

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import QueryDict

    from recourse.records.directory.models import Worker
    from recourse.records.people.identity import Identity

FIRST = 12
OVERREAD = 20
BEDS = ("hosting", "housing")
USUALLY = frozenset({"mine", "team"})


@dataclass(frozen=True)
class Filter:
    """Whose work and which kinds are shown."""

    whose: frozenset[str]
    kinds: frozenset[str]

    @property
    def words(self) -> str:
        """The filter in one line, for when it is folded."""
        whose = " and ".join(words.lower() for key, words in WHOSE.items() if key in self.whose) or "nobody’s"
        return (
            whose if self.kinds == frozenset(KINDS) else f"{whose}, {len(self.kinds)} of {len(KINDS)} kinds"
        )


@dataclass(frozen=True)
class Group:
    """One heading with its rows."""

    key: str
    title: str
    rows: list[Row]
    count: int

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


def chosen(asked: "QueryDict") -> Filter:
    """The filter in the address; without one, mine and my team's, of every kind."""
    if "show" not in asked:
        return Filter(USUALLY, frozenset(KINDS))
    return Filter(
        frozenset(asked.getlist("whose")) & WHOSE.keys(), frozenset(asked.getlist("kind")) & KINDS.keys()
    )


def asked(by: "Worker") -> "dict[str, QuerySet[Any]]":
    """What is only counted, at once: managers, notices, who read much, homes, hosts, whom nobody leads."""
    return {
        "managers": directory.managers(by.organisation_id),
        "notices": keeping.notices(by),
        "overread": overreading.overread(by),
        "beds_free": directory.room_said(kinds=BEDS),
        "homes": homes.homes(),
        "hosts": homes.of_hosts(),
        "without_a_worker": waiting.without_a_worker(by),
    }


def everything(by: "Worker", *, counted: Mapping[str, int], at: datetime) -> list[Item]:
    """All that waits, whatever its kind; `counted` says how many rows each of `asked` gave."""
    ending_by = localdate(at) + days.WEEK + days.DAY
    found = noticing.noticed(by, new_since=at - days.WEEK, ending_by=ending_by, at=at)
    answers = may.see_to_others(by, managers=counted["managers"])
    overread = overreading.overread(by)[:OVERREAD] if answers and counted["overread"] else ()
    return [
        *watching.items(found.looks, overread, by, answers=answers, at=at),
        *beds.items(by, at=at),
        *referrals.items(by, at=at),
        *agreements.items(found.ending),
        *tasks.items(by),
        *(
            stays.items(by, today=localdate(at), with_hosts=bool(counted["hosts"]))
            if counted["homes"]
            else ()
        ),
        *newly.items(found.new, by, at=at),
        *questions.items(found.put_off),
    ]


def grouped(
    items: Iterable[Item], by: "Worker", *, only: Filter, at: datetime, every: bool = False
) -> list[Group]:
    """What passes the filter, in its groups, the soonest first; long groups cut unless `every`."""
    shown = [item for item in items if item.kind in only.kinds and item.whose(by) in only.whose]
    groups: dict[str, list[Item]] = {key: [] for key in GROUPS}
    for item in shown:
        groups[item.group(at)].append(item)
    first = {key: sorted(some, key=_soonest)[: None if every else FIRST] for key, some in groups.items()}
    people = {item.person.pk: item.person for some in first.values() for item in some if item.person}
    names = identity.read_many(people.values()) if people else {}
    return [
        Group(key, title, [_row(item, names, at) for item in first[key]], len(groups[key]))
        for key, title in GROUPS.items()
        if groups[key]
    ]


def _soonest(item: Item) -> tuple[bool, str]:
    if item.due is None:
        return True, item.says
    if isinstance(item.due, datetime):
        return False, item.due.isoformat()
    return False, f"{item.due.isoformat()}T99"


def _row(item: Item, names: "Mapping[UUID, Identity]", at: datetime) -> Row:
    if item.person is None:
        return Row(
            name=item.named,
            says=item.says,
            since=item.since,
            act=item.act,
            address=item.address,
            chip=item.shown_chip(at),
        )
    who = names[item.person.pk]
    second = f"“{who.nickname}”" if who.name and who.nickname else who.language if who.name else "no name yet"
    return Row(
        name=who.name or who.nickname or item.person.reference,
        second=second,
        says=item.says,
        since=item.since,
        act=item.act,
        address=item.address,
        chip=item.shown_chip(at),
    )


def counts(groups: Iterable[Group]) -> dict[str, int]:
    """How many wait in each group."""
    return {group.key: group.count for group in groups}
