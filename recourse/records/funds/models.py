"""The nouns of money: rates, costs, receipts, what is in the bank, funders' grants, grants to people."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from recourse.records.funds.words import Cycle, Often, PaysFor, What
from recourse.records.homes.models import Kind
from recourse.records.sealing.fields import SealedText


def _stretch(name: str) -> models.CheckConstraint:
    """A stretch of days has a day in it."""
    return models.CheckConstraint(
        condition=Q(after_last_day=None) | Q(after_last_day__gt=F("first_day")), name=name
    )


class Rate(models.Model):
    """What a night in a kind of room brings, from a day on; that none overlap stands in the migration."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    pence_a_night = models.PositiveIntegerField()
    first_day = models.DateField()
    after_last_day = models.DateField(null=True)
    set_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        """The newest of a kind first."""

        ordering = ["kind", "-first_day"]
        constraints = [_stretch("funds_rate_some_days")]

    def __str__(self) -> str:
        """Say of which kind and since when."""
        return f"{self.kind} from {self.first_day}"


class Cost(models.Model):
    """What is paid for a home, or for all of them: once, or again and again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey("homes.Home", null=True, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=20, choices=What)
    pence = models.PositiveIntegerField()
    often = models.CharField(max_length=10, choices=Often)
    first_day = models.DateField()
    after_last_day = models.DateField(null=True)
    words = SealedText(of="id", blank=True)
    recorded_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """The newest first."""

        ordering = ["-first_day", "-recorded_at"]
        constraints = [_stretch("funds_cost_some_days")]

    def __str__(self) -> str:
        """Say what and since when."""
        return f"{self.what} from {self.first_day}"


class Receipt(models.Model):
    """Money that came in on a day for rooms of a kind, in one home or in several."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey("homes.Home", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    on_day = models.DateField()
    pence = models.PositiveIntegerField()
    recorded_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """The newest first."""

        ordering = ["-on_day", "-recorded_at"]

    def __str__(self) -> str:
        """Say when."""
        return f"received on {self.on_day}"


class Balance(models.Model):
    """What was in the bank for the homes at the end of a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    on_day = models.DateField()
    pence = models.BigIntegerField()
    recorded_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """One a day, the newest first."""

        ordering = ["-on_day"]
        constraints = [models.UniqueConstraint(fields=["agency", "on_day"], name="funds_balance_a_day")]

    def __str__(self) -> str:
        """Say when."""
        return f"in the bank on {self.on_day}"


class Grant(models.Model):
    """What a funder gives, from a day until before another, and what it is for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    funder = models.CharField(max_length=120)
    pence = models.PositiveIntegerField()
    first_day = models.DateField()
    after_last_day = models.DateField()
    pays_for = models.CharField(max_length=10, choices=PaysFor)
    home = models.ForeignKey("homes.Home", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    recorded_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """The newest first; what pays for a house says which, and for a kind of room which."""

        ordering = ["-first_day", "funder"]
        constraints = [
            _stretch("funds_grant_some_days"),
            models.CheckConstraint(
                condition=Q(pays_for=PaysFor.HOUSE, home__isnull=False, kind="")
                | Q(pays_for=PaysFor.KIND, home=None) & ~Q(kind="")
                | Q(pays_for__in=(PaysFor.ALL, PaysFor.PEOPLE), home=None, kind=""),
                name="funds_grant_says_what_for",
            ),
        ]

    def __str__(self) -> str:
        """Say by whom."""
        return self.funder


class Award(models.Model):
    """What a panel gives a person: so much each cycle, from a day until before another, or until stopped.

    It is of the field of work and money: another agency sees it as far as the person agreed to that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, default="work", editable=False)
    grant = models.ForeignKey(Grant, null=True, on_delete=models.PROTECT, related_name="+")
    panel = SealedText()
    pence = models.PositiveIntegerField()
    cycle = models.PositiveSmallIntegerField(choices=Cycle)
    first_day = models.DateField()
    after_last_day = models.DateField()
    given_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    stopped_on = models.DateField(null=True)
    reason = SealedText(blank=True)
    stopped_by = models.ForeignKey("directory.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first; what is stopped says by whom, and never reaches past its end."""

        ordering = ["-first_day", "-given_at"]
        indexes = [models.Index(fields=["person", "-first_day"], name="funds_award_person")]
        constraints = [
            _stretch("funds_award_some_days"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="funds_award_gives_something"),
            models.CheckConstraint(
                condition=Q(stopped_on=None, stopped_at=None, stopped_by=None)
                | Q(
                    stopped_on__gte=F("first_day"),
                    stopped_on__lt=F("after_last_day"),
                    stopped_at__isnull=False,
                    stopped_by__isnull=False,
                ),
                name="funds_award_stopped_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Say since when, never of whom."""
        return f"grant from {self.first_day}"

    @property
    def paid_until(self) -> date:
        """The day before which it pays."""
        return self.stopped_on or self.after_last_day
