"""The coded words of hosts: where they stand, which steps there are, and how a check-in went."""

from django.db import models


class Stands(models.TextChoices):
    """Where a host stands."""

    ENQUIRY = "enquiry", "Asked about hosting"
    VISITED = "visited", "Visited"
    APPROVED = "approved", "Approved"
    RESTING = "resting", "Resting"
    REFUSED = "refused", "Refused"
    LEFT = "left", "Left"
    ERASED = "erased", "Erased"


class Steps(models.TextChoices):
    """What can happen with a host."""

    ENQUIRY = "enquiry", "Asked about hosting"
    VISIT = "visit", "Home visited"
    REFERENCE = "reference", "Reference taken"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    RESTING = "resting", "Rests"
    BACK = "back", "Hosts again"
    LEFT = "left", "Left"
    KEY = "key", "Experienced host"


class Rhythm(models.TextChoices):
    """How often somebody checks in after the first week."""

    MONTH = "month", "Every month"
    FOUR_WEEKS = "weeks", "Every four weeks"


class How(models.TextChoices):
    """How a check-in was made."""

    VISIT = "visit", "At their home"
    PHONE = "phone", "By phone"
    MESSAGE = "message", "By message"
    ELSEWHERE = "elsewhere", "Met somewhere else"


class Going(models.TextChoices):
    """How it goes, for the guest and for the host."""

    WELL = "well", "Well"
    MIXED = "mixed", "Some things to sort out"
    BADLY = "badly", "Badly"
    NOT_ASKED = "not_asked", "Could not ask"
