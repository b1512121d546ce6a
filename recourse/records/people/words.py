"""The words of people: why something is not known, and how somebody agreed."""

from __future__ import annotations

from django.db import models


class WhyNotKnown(models.TextChoices):
    """Why something about a person is not known."""

    NOT_ASKED = "not_asked", "Not asked yet"
    DOES_NOT_KNOW = "does_not_know", "Does not know"
    DECLINED = "declined", "Would rather not say"
    NOT_YET_DECIDED = "not_yet_decided", "Not decided yet"
    CONTESTED = "contested", "The law is disputed"


class How(models.TextChoices):
    """How a person agreed."""

    SPOKEN = "spoken", "They said so"
    WRITTEN = "written", "They signed"
    INTERPRETER_BY_PHONE = "interpreter_by_phone", "Through an interpreter by phone"
    INTERPRETER_PRESENT = "interpreter_present", "Through an interpreter who was there"
