"""The nouns of a panel: a sitting, a word that changes the plan, a decision, and who else it could be."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from recourse.records.panels.words import Order, Said
from recourse.records.sealing.fields import SealedJSON, SealedText


class Sitting(models.Model):
    """A panel at work: whether it hides names, and the last prices its plan left, by bed and by home."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    hides_names = models.BooleanField(default=False)
    begun_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey("directory.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    bed_prices = models.JSONField(default=dict)
    watch_prices = models.JSONField(default=dict)
    priced_on = models.DateField(null=True)

    class Meta:
        """An agency has one panel at work at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(ended_at=None), name="panels_sitting_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        """Say since when."""
        return f"since {self.begun_at}"


class Word(models.Model):
    """No to a house, or a pin to a bed, for somebody; it stands until it is taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Said)
    home = models.ForeignKey("homes.Home", on_delete=models.CASCADE, related_name="+")
    bedspace = models.ForeignKey("homes.Bedspace", null=True, on_delete=models.CASCADE, related_name="+")
    why = SealedText()
    said_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        "directory.Worker", null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        """A no is to a house once; a person and a bed have one pin at a time."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Said.NO, bedspace=None) | Q(kind=Said.PIN) & ~Q(bedspace=None),
                name="panels_word_pins_a_bed",
            ),
            models.UniqueConstraint(
                fields=["agency", "person", "home"],
                condition=Q(kind=Said.NO, taken_back_at=None),
                name="panels_word_no_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "person"],
                condition=Q(kind=Said.PIN, taken_back_at=None),
                name="panels_word_one_pin_a_person",
            ),
            models.UniqueConstraint(
                fields=["agency", "bedspace"],
                condition=Q(kind=Said.PIN, taken_back_at=None),
                name="panels_word_one_pin_a_bed",
            ),
        ]

    def __str__(self) -> str:
        """Say what, never why."""
        return self.kind


class Decision(models.Model):
    """Who was chosen for a bed, why, and by what: written once, with those it could have been (`Choice`).

    `order_says` is the sentence that said which order stood and why; `learned_on` the day of its prices.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, null=True, on_delete=models.PROTECT, related_name="decisions")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    bedspace = models.ForeignKey("homes.Bedspace", on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey("homes.Home", on_delete=models.PROTECT, related_name="+")
    offer = models.OneToOneField("placements.Offer", on_delete=models.CASCADE, related_name="+")
    by_order = models.CharField(max_length=10, choices=Order)
    version = models.ForeignKey("criteria.Version", null=True, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)
    order_says = models.TextField(blank=True)
    learned_on = models.DateField(null=True)
    priced_on = models.DateField(null=True)
    from_last_prices = models.BooleanField(default=False)
    could_live_there = models.PositiveIntegerField()
    waited = models.PositiveIntegerField()
    hid_names = models.BooleanField(default=False)
    reason = SealedText()
    decided_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        """What it went by is there when it went by criteria."""

        indexes = [models.Index(fields=["agency", "-decided_at"], name="panels_decision_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_order=Order.WAIT, version=None, fingerprint="", learned_on=None)
                | Q(by_order=Order.CRITERIA, learned_on=None) & ~Q(version=None) & ~Q(fingerprint="")
                | Q(by_order=Order.PRICES) & ~Q(version=None) & ~Q(fingerprint="") & ~Q(learned_on=None),
                name="panels_decision_by_what",
            )
        ]

    def __str__(self) -> str:
        """Say when."""
        return f"decided at {self.decided_at}"


class Choice(models.Model):
    """One who, or one bed, that a decision was shown: the rank, the values and sentences as they stood."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="choices")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    bedspace = models.ForeignKey("homes.Bedspace", on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    is_chosen = models.BooleanField()
    shown = SealedJSON()

    class Meta:
        """No rank twice; the first first."""

        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "rank"], name="panels_choice_ranked"),
            models.UniqueConstraint(fields=["decision", "person", "bedspace"], name="panels_choice_once"),
        ]

    def __str__(self) -> str:
        """Give the rank alone."""
        return f"{self.rank}"
