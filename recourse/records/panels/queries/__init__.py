"""Reading panels: what is weighed, what is shown, and what was decided."""

from recourse.records.panels.queries.keeping import (
    choices,
    decisions,
    last_prices,
    of_person,
    one_decision,
    one_sitting,
    one_word,
    sitting,
    standing,
)
from recourse.records.panels.queries.ordering import Ordered
from recourse.records.panels.queries.showing import Row, Shown, for_bed, for_person
from recourse.records.panels.queries.weighing import LeftOut, Weighed, weigh

__all__ = [
    "LeftOut",
    "Ordered",
    "Row",
    "Shown",
    "Weighed",
    "choices",
    "decisions",
    "for_bed",
    "for_person",
    "last_prices",
    "of_person",
    "one_decision",
    "one_sitting",
    "one_word",
    "sitting",
    "standing",
    "weigh",
]
