"""What is asked of somebody who waits for a bed: what a home must be, and what a scheme may go by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F

from recourse.records.homes.models import Sort
from recourse.records.people import queries as people
from recourse.records.people.models import Person
from recourse.records.placements.models import Stay


@dataclass(frozen=True)
class Need:
    """One question a scheme asks before it offers a bed, and the values it can have with their words."""

    question: str
    options: Mapping[Any, str]
    hint: str = ""


#: For how many days they are thought to need a home.
LIKELY_DAYS = "housing_likely_days"
#: Kept as facts about the person, in the field "needs", under these names.
NEEDS = {
    "housing_as": Need(
        "Which homes would suit them?",
        {"woman": "Women’s, or mixed", "man": "Men’s, or mixed", "either": "Either"},
    ),
    "housing_step_free": Need("Do they need a home without steps?", {True: "Yes", False: "No"}),
    "housing_people": Need(
        "How many would live there, counting them?",
        {1: "One: nobody else", 2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six or more"},
    ),
}
#: Also kept as such facts; what is not known of these closes no bed by itself.
ALSO = {
    "housing_household": Need(
        "Who comes with them?", {"single": "Nobody", "couple": "A partner", "family": "Children"}
    ),
    "housing_pays": Need(
        "Who can pay for a bed?",
        {
            "nobody": "Nobody: only a free bed",
            "rent": "They can pay rent",
            "council": "A council has agreed to pay",
        },
    ),
    "housing_high_risk": Need(
        "Have you stated that they are a high risk to others?",
        {True: "Yes", False: "No"},
        "Stated by a worker, never worked out. At most one such person lives in a house.",
    ),
    LIKELY_DAYS: Need(
        "How long would they need a home?",
        {91: "About three months", 182: "About half a year", 365: "About a year", 546: "Longer"},
        "As you who know the case see it. A floor guards those who need long stays.",
    ),
}
#: What a scheme may go by besides the wait, if it has published so.
BANDS = {
    "housing_present_need": Need(
        "How hard are things for them now?",
        {
            "urgent": "Urgent: tonight is dangerous",
            "high": "High: it gets worse by the week",
            "medium": "Medium: hard, and holding",
            "low": "Low: safe for now",
        },
        "As you who know them see it. Your name and the day are kept with it.",
    ),
    "housing_prospects": Need(
        "Would a stable address change their case?",
        {
            "very_likely": "Very likely",
            "likely": "Likely",
            "possible": "Possible",
            "unlikely": "Unlikely",
        },
        "Only as an adviser has judged, whom you name below. Nothing is predicted.",
    ),
}
EVERY = NEEDS | ALSO | BANDS
JUDGED_BY = "housing_prospects_by"
AREAS_ASKED, AREAS_NOT = "housing_areas_asked", "housing_areas_not"
NAMES = frozenset({*EVERY, JUDGED_BY, AREAS_ASKED, AREAS_NOT})
#: Counted from the stays themselves, never asked.
STAYS_WITH_HOSTS = "stays_with_hosts"


def needs_of(person: Person) -> dict[str, Any]:
    """What is known of a person's needs for a home; absent when it is not known."""
    return needs_of_many([person])[person.pk]


def needs_of_many(some: Iterable[Person]) -> dict[UUID, dict[str, Any]]:
    """What is known of many people's needs for a home, and how often each stayed with our hosts."""
    found: dict[UUID, dict[str, Any]] = {
        person: {name: fact.value for name, fact in facts.items() if name in NAMES and fact.is_known}
        for person, facts in people.facts_of(some).items()
    }
    for person, count in stays_with_hosts(found).items():
        found[person][STAYS_WITH_HOSTS] = count
    return found


def stays_with_hosts(some: Iterable[UUID]) -> dict[UUID, int]:
    """How often each of these people stayed with hosts of the reader's agency; who never did is absent."""
    stays = Stay.objects.filter(person__in=list(some), home__sort=Sort.HOST).order_by()
    stays = stays.exclude(after_last_day=F("first_day"))
    return dict(stays.values_list("person").annotate(count=Count("pk")))
