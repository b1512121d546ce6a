"""The ledger's two nouns: an entry nobody may change, and the head of each agency's chain."""

from __future__ import annotations

import uuid

from django.db import models


class Entry(models.Model):
    """One act: who did it, when, to what, and why. The database gives it its number and its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.UUIDField()
    number = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=60, blank=True)
    about = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    previous = models.BinaryField(default=b"")
    hash = models.BinaryField(default=b"")

    class Meta:
        """An agency's entries are numbered without gaps."""

        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="ledger_entry_numbered")]
        indexes = [
            models.Index(fields=["person", "-at"], name="ledger_entry_person"),
            models.Index(fields=["agency", "-at"], name="ledger_entry_agency_at"),
        ]

    def __str__(self) -> str:
        """Say who did what."""
        return f"{self.number}: {self.by_name} {self.act}"


class Head(models.Model):
    """The last number and hash of an agency's chain: its lock, and the proof that no tail was cut."""

    agency = models.UUIDField(primary_key=True)
    number = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")

    def __str__(self) -> str:
        """Say how long the chain is."""
        return f"{self.agency}: {self.number}"


class SignedHead(models.Model):
    """How far an agency's chain reached on a day, signed by the installation's key, to leave the machine."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.UUIDField()
    day = models.DateField()
    number = models.BigIntegerField()
    hash = models.BinaryField()
    before = models.BinaryField(default=b"")
    public_key = models.BinaryField()
    signature = models.BinaryField()
    signed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """One head an agency and day."""

        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="ledger_signedhead_daily")]

    def __str__(self) -> str:
        """Say of which day, and how long the chain was."""
        return f"{self.day}: {self.number}"

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return f"recourse-head-{self.day.isoformat()}.txt"
