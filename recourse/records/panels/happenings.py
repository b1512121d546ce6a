"""What can stand in the way of a panel, each with a sentence for the worker."""

from __future__ import annotations

from recourse.records.placements.happenings import Stood


class Changed(Stood):
    """What was shown is no longer so."""

    def __init__(self) -> None:
        super().__init__(
            "What this page shows has changed since it was opened. Nothing of yours is kept: look once more."
        )


class NotShown(Stood):
    """Somebody was chosen who does not stand in the list."""

    def __init__(self) -> None:
        super().__init__("They do not stand in this list. Choose somebody who does, or pin them and say why.")


class AlreadySaid(Stood):
    """The same word stands already, or another that it cannot stand beside."""


class CannotBe(Stood):
    """A rule speaks against a pin, or against a bed from the day it was to be taken."""


class AlreadySits(Stood):
    """A panel sits already."""


class NoReason(Stood, ValueError):
    """Nothing was said of why."""
