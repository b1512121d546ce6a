"""The nouns of hosting: a host, the steps taken with them, and the check-ins while somebody stays there."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from recourse.records.hosting.words import Going, How, Rhythm, Stands, Steps
from recourse.records.sealing.fields import SealedText


class Host(models.Model):
    """Who gives a room in their own home: hung on that home, whose rooms and beds are what they offer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    home = models.OneToOneField("homes.Home", on_delete=models.CASCADE, related_name="host")
    name = SealedText(of="id")
    contact = SealedText(of="id")
    state = models.CharField(max_length=10, choices=Stands, default=Stands.ENQUIRY)
    is_key = models.BooleanField(default=False)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.MONTH)

    class Meta:
        """Only who was approved can be an experienced host."""

        constraints = [
            models.CheckConstraint(
                condition=Q(is_key=False) | ~Q(state__in=(Stands.ENQUIRY, Stands.VISITED)),
                name="hosting_key_host_was_approved",
            )
        ]

    def __str__(self) -> str:
        """Say where they stand, never who."""
        return f"host: {self.state}"


class Step(models.Model):
    """One thing that happened with a host, on a day; it stays as it was written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.ForeignKey(Host, on_delete=models.CASCADE, related_name="steps")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Steps)
    on_day = models.DateField()
    is_written = models.BooleanField(default=False)
    is_family = models.BooleanField(default=False)
    words = SealedText(of="host_id", blank=True)
    made_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """In the order they were taken; only a reference is written, or by family."""

        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["host", "number"], name="hosting_step_in_order"),
            models.CheckConstraint(
                condition=Q(kind=Steps.REFERENCE) | Q(is_written=False, is_family=False),
                name="hosting_step_reference",
            ),
        ]

    def __str__(self) -> str:
        """Say what and when, never the words."""
        return f"{self.kind} on {self.on_day}"


class CheckIn(models.Model):
    """That somebody asked a guest and a host how it goes, and how it goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.ForeignKey(Host, on_delete=models.CASCADE, related_name="check_ins")
    stay = models.ForeignKey("placements.Stay", on_delete=models.CASCADE, related_name="check_ins")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    on_day = models.DateField()
    how = models.CharField(max_length=10, choices=How)
    guest = models.CharField(max_length=10, choices=Going)
    for_host = models.CharField(max_length=10, choices=Going)
    words = SealedText(blank=True)
    made_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """The newest first; one a day."""

        ordering = ["-on_day", "-made_at"]
        constraints = [models.UniqueConstraint(fields=["stay", "on_day"], name="hosting_check_in_once_a_day")]

    def __str__(self) -> str:
        """Say when, never how it goes."""
        return f"check-in on {self.on_day}"
