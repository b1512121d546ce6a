"""Reading offers, stays and beds; the policies decide whose."""

from recourse.records.placements.queries.beds import BedOnDay, bed_history, beds_on, in_use_by_month
from recourse.records.placements.queries.offers import (
    made_here,
    of_person,
    one_offer,
    one_stay,
    overdue,
    stay_of,
    stays_in,
    waiting_for_answer,
)
from recourse.records.placements.queries.suiting import NEEDS, Suits, needs_of, suiting

__all__ = [
    "NEEDS",
    "BedOnDay",
    "Suits",
    "bed_history",
    "beds_on",
    "in_use_by_month",
    "made_here",
    "needs_of",
    "of_person",
    "one_offer",
    "one_stay",
    "overdue",
    "stay_of",
    "stays_in",
    "suiting",
    "waiting_for_answer",
]
