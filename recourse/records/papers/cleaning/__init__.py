"""Makes of a hostile file a harmless one or nothing, in a process of its own with little room and time."""

from recourse.records.papers.cleaning.bounded import Clean, clean, is_out_of_reach
from recourse.records.papers.cleaning.refusing import Refused

__all__ = ["Clean", "Refused", "clean", "is_out_of_reach"]
