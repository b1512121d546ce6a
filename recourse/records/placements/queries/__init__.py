"""Reading offers, stays and beds; the policies decide whose."""

from recourse.records.placements.queries.beds import (
    BedOnDay,
    Night,
    bed_history,
    beds_on,
    in_use_by_month,
    taken_after,
    taken_from,
)
from recourse.records.placements.queries.course import Due, last_day, marks, next_look, to_look_at
from recourse.records.placements.queries.offers import (
    housed,
    of_person,
    one_offer,
    one_stay,
    overdue,
    stay_of,
    stays_in,
    waiting_for_answer,
)
from recourse.records.placements.queries.suiting import (
    NEEDS,
    Suits,
    needs_of,
    needs_of_many,
    suiting,
    suits,
    suits_the_bed,
)

__all__ = [
    "NEEDS",
    "BedOnDay",
    "Due",
    "Night",
    "Suits",
    "bed_history",
    "beds_on",
    "housed",
    "in_use_by_month",
    "last_day",
    "marks",
    "needs_of",
    "needs_of_many",
    "next_look",
    "of_person",
    "one_offer",
    "one_stay",
    "overdue",
    "stay_of",
    "stays_in",
    "suiting",
    "suits",
    "suits_the_bed",
    "taken_after",
    "taken_from",
    "to_look_at",
    "waiting_for_answer",
]
