"""What can stand in the way of keeping a plan or a person's word on it, each with its sentence."""

from __future__ import annotations


class SaidNothing(ValueError):
    """Words that the act needs are missing."""


class Changed(Exception):
    """The plan is no longer the one that was on the screen."""

    def __init__(self) -> None:
        super().__init__("The plan has changed since you read it. Nothing was kept. Read it again together.")
