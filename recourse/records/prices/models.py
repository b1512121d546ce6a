"""The nouns of prices: what a night taught, which floor was chosen, and a quarter's fairness table."""

from __future__ import annotations

import uuid

from django.db import models


class Night(models.Model):
    """What an agency's own past taught on a day: its beds' prices by week, or that there was too little.

    `prices` holds lots, homes, and points by week from `first_day`; `floors` each level with what it reached
    and cost; `looked_back` the same past under other rules, and which kind of bed it was short of. No person
    stands in any of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    first_day = models.DateField()
    fingerprint = models.CharField(max_length=64)
    seed = models.PositiveIntegerField()
    is_learned = models.BooleanField()
    says = models.TextField()
    prices = models.JSONField(default=dict)
    floors = models.JSONField(default=list)
    looked_back = models.JSONField(default=dict)
    learned_at = models.DateTimeField()

    class Meta:
        """An agency learns once a day."""

        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="prices_night_once")]

    def __str__(self) -> str:
        """Give the day."""
        return f"learned on {self.day}"


class Choice(models.Model):
    """Which floor a panel chose, from then on: a level, or none; never changed afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    parity = models.FloatField(null=True)
    chosen_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        """The newest counts."""

        ordering = ["-chosen_at"]

    def __str__(self) -> str:
        """Give the level."""
        return f"floor of {self.parity:g}" if self.parity is not None else "no floor"


class Quarter(models.Model):
    """An agency's fairness table of a quarter that is over, small numbers hidden; written once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    rows = models.JSONField(default=list)
    said_at = models.DateTimeField()

    class Meta:
        """A quarter is said once, so that two tables of it can never be laid beside each other."""

        constraints = [models.UniqueConstraint(fields=["agency", "first_day"], name="prices_quarter_once")]

    def __str__(self) -> str:
        """Give the first day."""
        return f"quarter from {self.first_day}"
