"""How many nights somebody lived in a home by quarter, as far as whoever lends it may be told."""

from __future__ import annotations

from datetime import date

from recourse.records.homes import telling
from recourse.records.homes.models import Home
from recourse.records.homes.telling import Quarter
from recourse.records.placements.models import Holding, Occupation


def quarters(home: Home, *, day: date) -> list[Quarter]:
    """The last quarters that are over, each with its nights, or without where they would be one person's."""
    lived_in = [
        (one.person_id, one.span.lower, one.span.upper)
        for one in Occupation.objects.filter(bedspace__room__home=home, is_live=True, kind=Holding.STAY)
    ]
    found = []
    for first, after in telling.quarters_before(day):
        nights = {
            (person, begins): (min(ends or after, after) - max(begins, first)).days
            for person, begins, ends in lived_in
        }
        lived = {key: count for key, count in nights.items() if count > 0}
        beds, there = telling.beds_of(home, first=first, after=after)
        if there:
            people = len({person for person, _ in lived})
            told = telling.quarter(first, beds=beds, nights=there, lived=sum(lived.values()), people=people)
            found.append(told)
    return found
