"""What holds an end back, and what partners are told when something was deleted."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from recourse.records.keeping.words import WhyHeld


class Hold(models.Model):
    """Nothing this agency keeps about a person is deleted by the clock while this stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=20, choices=WhyHeld)
    placed_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey("directory.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """One hold of an agency on a person at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency"], condition=Q(lifted_at=None), name="keeping_hold_once"
            )
        ]

    def __str__(self) -> str:
        """Say why."""
        return self.why


class Notice(models.Model):
    """An agency deleted what it had shared: the one it was shared with deletes its own copies, and says so.

    It points at nothing, because what it speaks of is gone; `reference` is all that names the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    to_service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    reference = models.CharField(max_length=12)
    about = models.UUIDField(unique=True)
    fields = ArrayField(models.CharField(max_length=20))
    shared_at = models.DateTimeField()
    given_at = models.DateTimeField()
    done_by = models.ForeignKey("directory.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Those still to be answered come first."""

        indexes = [
            models.Index(
                fields=["to_agency", "given_at"], condition=Q(done_at=None), name="keeping_notice_waiting"
            )
        ]

    def __str__(self) -> str:
        """Say about whom, by reference."""
        return self.reference
