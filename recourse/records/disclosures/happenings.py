"""What can stop something from leaving, each with its sentence."""

from __future__ import annotations

from recourse.records.disclosures.models import Letter


class NotYet(ValueError):
    """Something that must stand first does not."""


class NotYourName(ValueError):
    """The name typed to confirm is not that of whoever is signed in."""


class AlreadyBegun(Exception):
    """The same is being prepared already."""

    def __init__(self) -> None:
        super().__init__("This was begun already. Go on with that one, or take it back first.")


class AlreadyAgreed(Exception):
    """They agreed to an application already."""

    def __init__(self) -> None:
        super().__init__("They agreed to an application already. Nothing was recorded twice.")


class Changed(Exception):
    """What would leave is not what was on the screen."""

    def __init__(self) -> None:
        super().__init__("What would be sent has changed since you read it. Nothing was sent. Read it again.")


class ChangedMeanwhile(Exception):
    """A colleague changed the letter after it was read."""

    def __init__(self) -> None:
        super().__init__(
            "This letter was changed after you opened the page. Nothing of yours is kept yet. Read what"
            " stands now. If yours is right, send it again."
        )


class NoLonger(Exception):
    """The letter was taken back, or the consent it rests on was."""

    def __init__(self) -> None:
        super().__init__("This was taken back. Nothing was sent, and nothing will be.")


class Expired(Exception):
    """The consent or the advice it rests on is over."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Nothing was sent.")


class AlreadySent(Exception):
    """Somebody sent it before; it is sent once."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        super().__init__("This was sent already. It is sent once; nothing was sent again.")
