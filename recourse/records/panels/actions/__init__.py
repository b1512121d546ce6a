"""The verbs of panels: the only code that writes what they say and decide."""

from recourse.records.panels.actions.deciding import decide
from recourse.records.panels.actions.forgetting import forget
from recourse.records.panels.actions.saying import pin, say_no, take_back
from recourse.records.panels.actions.sitting import hide_names, rise, sit

__all__ = ["decide", "forget", "hide_names", "pin", "rise", "say_no", "sit", "take_back"]
