"""What the papers of a home say on a day: its lease, its certificates, and what must be seen to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from recourse.pages.look import days
from recourse.pages.look.days import Chip
from recourse.records.homes import queries

if TYPE_CHECKING:
    from recourse.records.homes.models import Certificate, Home, Lease
    from recourse.records.placements.queries import BedOnDay

KINDS = {"gas": "Gas", "electric": "Electrics", "fire": "Fire", "hmo": "Shared house licence"}
SOON = timedelta(days=30)
LEASE_SOON = timedelta(days=90)


@dataclass(frozen=True)
class Paper:
    """One kind of certificate of a home, whether there is one or not."""

    kind: str
    words: str
    said: str
    chip: Chip | None


def worries(beds: Iterable["BedOnDay"], *, day: date) -> dict[UUID, list[Chip]]:
    """For every home whose papers want something: what, the worst first."""
    leases, certificates = queries.leases_on(day), queries.certificates_on(day)
    lived_in = {bed.home.pk for bed in beds if bed.state == "in_use"}
    found = {}
    for home in leases.keys() | certificates.keys():
        of_home = [
            chip
            for one in certificates.get(home, {}).values()
            if (chip := _of_certificate(one, day, home in lived_in))
        ]
        if home in leases and (chip := _of_lease(leases[home], day)):
            of_home.append(chip)
        if of_home:
            found[home] = sorted(of_home, key=lambda one: one.weight != "overdue")
    return found


def papers(home: "Home", *, day: date, is_lived_in: bool) -> list[Paper]:
    """Every kind of certificate of one home."""
    found: Mapping[str, Certificate] = queries.certificates_on(day).get(home.pk, {})
    return [_paper(kind, words, found.get(kind), day, is_lived_in) for kind, words in KINDS.items()]


def lease_words(lease: "Lease", *, day: date) -> str:
    """A lease in words: the rent, and until when."""
    return lease_in_words(lease.first_day, lease.after_last_day, lease.pence_a_month, day=day)


def lease_in_words(first: date, after_last: date | None, pence: int, *, day: date) -> str:
    """The same from its days and its rent."""
    pounds = pence / 100
    rent = f"£{pounds:,.2f}".removesuffix(".00") + " a month" if pounds else "A peppercorn"
    since = f"from {days.day(first, day)}"
    if after_last is None:
        return f"{rent}, {since}, with no end"
    return f"{rent}, {since} to {days.day(days.last_day(after_last), day)}"


def lease_chip(lease: "Lease", *, day: date) -> Chip | None:
    """What to see to about a lease, if something is."""
    return _of_lease(lease, day)


def told_paper(kind: str, words: str, last_day: str | None, day: date) -> Paper:
    """A kind of certificate as its landlord reads it: never whether people live there."""
    if not last_day:
        return Paper(kind, words, "None recorded", None)
    last = date.fromisoformat(last_day)
    chip = _runs_out(words, last, day, is_lived_in=False)
    return Paper(kind, words, "" if chip else f"Until {days.day(last, day)}", chip)


def end_chip(after_last: date | None, day: date) -> Chip | None:
    """What to see to about the end of a lease, if something is."""
    if after_last is None:
        return None
    last = days.last_day(after_last)
    if last < day:
        return Chip("overdue", f"Lease ended {days.day(last, day)}")
    return Chip("soon", f"Lease ends {days.day(last, day)}") if last - day <= LEASE_SOON else None


def _paper(kind: str, words: str, one: "Certificate | None", day: date, is_lived_in: bool) -> Paper:
    if one is None:
        return Paper(kind, words, "None recorded", None)
    chip = _of_certificate(one, day, is_lived_in)
    return Paper(kind, words, "" if chip else f"Until {days.day(one.last_day, day)}", chip)


def _of_certificate(one: "Certificate", day: date, is_lived_in: bool) -> Chip | None:
    return _runs_out(KINDS[one.kind], one.last_day, day, is_lived_in=is_lived_in)


def _runs_out(words: str, last: date, day: date, *, is_lived_in: bool) -> Chip | None:
    until = days.day(last, day)
    if last < day:
        lived = ", people live there" if is_lived_in else ""
        return Chip("overdue", f"{words} ran out {until}{lived}")
    return Chip("soon", f"{words} runs out {until}") if last - day <= SOON else None


def _of_lease(lease: "Lease", day: date) -> Chip | None:
    return end_chip(lease.after_last_day, day)
