"""How many different people a worker has read of within an hour, and what was said about it."""

from __future__ import annotations

import uuid

from django.db import models

from recourse.records.directory.models import Organisation, Worker


class Seen(models.Model):
    """A worker read somebody's name or record; forgotten after an hour. The ledger keeps it for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    person = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        """A worker has one row for a person."""

        constraints = [models.UniqueConstraint(fields=["worker", "person"], name="people_seen_once")]

    def __str__(self) -> str:
        """Say when."""
        return f"{self.at:%H:%M}"


class Overread(models.Model):
    """A worker read of more people in an hour than the work asks for: told to who answers for them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    was_stopped = models.BooleanField(default=False)
    at = models.DateTimeField()
    answered_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Found by the agency, newest first."""

        indexes = [models.Index(fields=["agency", "-at"], name="people_overread_newest")]

    def __str__(self) -> str:
        """Say how many."""
        return f"{self.people} people"
