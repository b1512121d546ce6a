"""What can stop a letter from being made, each with its sentence."""

from __future__ import annotations

from recourse.records.refusals.models import Refusal


class NotYet(ValueError):
    """Something that must stand first does not."""


class NotSupported(ValueError):
    """The rulebook does not say that this person may have it, whatever the reason given."""


class AlreadyBegun(Exception):
    """The same letter is being prepared already."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__("This letter was begun already. Go on with that one, or take it back first.")


class Changed(Exception):
    """The letter is not the one that was on the screen."""

    def __init__(self) -> None:
        super().__init__("The letter has changed since you read it. Nothing was made. Read it again.")


class NoLonger(Exception):
    """The letter was taken back, or what it rests on was."""

    def __init__(self) -> None:
        super().__init__("This was taken back. No letter was made, and none will be.")


class AlreadyMade(Exception):
    """Somebody made it before; it is made once."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__("This letter was made already. It is made once; nothing was made again.")
