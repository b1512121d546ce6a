"""What can stand in the way of placing somebody, each with a sentence for the worker."""

from __future__ import annotations

from datetime import datetime

from recourse.records.directory.acting import LONDON


class Stood(Exception):
    """Something stood in the way; str() is a sentence that can be shown."""


class BedTaken(Stood):
    """Somebody else has the bed on those days."""

    def __init__(self, *, by_name: str, at: datetime | None, to: str) -> None:
        self.by_name, self.at = by_name, at
        super().__init__(self._to(to))

    @property
    def unnamed(self) -> str:
        """The sentence without the name of whoever has the bed."""
        return self._to("somebody else")

    def _to(self, whom: str) -> str:
        when = f" {moment(self.at)}" if self.at else ""
        return f"{self.by_name} offered this bed to {whom}{when}. Nothing of yours was saved twice."


class PersonHasBed(Stood):
    """The person has, or is being offered, another bed on those days."""

    def __init__(self, *, until: str = "") -> None:
        super().__init__(
            f"They have a bed, or are being offered one, on those days{until}. Nothing was offered twice."
        )


class NotReady(Stood):
    """The bed cannot be lived in on that day."""


class NoSuchDays(Stood, ValueError):
    """The days or the hour of an offer make no sense."""


class NotExplained(NoSuchDays):
    """An end that somebody must explain has no reason."""


class AlreadyAnswered(Stood):
    """Somebody did something with the offer since the page was opened."""

    def __init__(self, *, by_name: str, at: datetime, how: str) -> None:
        self.by_name, self.at, self.how = by_name, at, how
        super().__init__(f"{by_name} {how} {moment(at)}. Nothing of yours was saved twice.")


class TooLate(Stood):
    """The hour for an answer has passed."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"The answer was due {moment(at)}. The bed goes to the next person; ask for a new offer."
        )


class AlreadyMarked(Stood):
    """The same was kept of this stay for this day already."""

    def __init__(self, *, by_name: str, at: datetime) -> None:
        super().__init__(f"{by_name} kept this for that day already, {moment(at)}. Nothing was saved twice.")


class StillLivedIn(Stood):
    """Somebody lives in a home, or is promised a bed there, that should be handed back."""

    def __init__(self, beds: int) -> None:
        taken = "One bed is" if beds == 1 else f"{beds} beds are"
        super().__init__(
            f"{taken} lived in or held on that day or later. End that first, or choose a later day."
        )


class AlreadyEnded(Stood):
    """The stay has an end already."""


def moment(at: datetime) -> str:
    """An hour and a day as they are spoken: "at 05:06 on Mon 23 Nov"."""
    here = at.astimezone(LONDON)
    return f"at {here:%H:%M} on {here:%a} {here.day} {here:%b}"
