"""The nouns of access: a sign-in, which is one browser of one worker, and an invitation to set one up."""

from __future__ import annotations

import uuid

from django.db import models

from recourse.records.directory.models import Worker


class SignIn(models.Model):
    """One browser that talks to us: whose it is, what it remembers, and when it was last used.

    The cookie's value is nowhere in the database, only its hash: a stolen copy lets nobody in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, null=True, related_name="sign_ins")
    data = models.TextField(blank=True)
    device = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Say on what device."""
        return self.device


class Refused(models.Model):
    """How often in a day browsers stopped something on a kind of page; nobody's address, nobody's name."""

    day = models.DateField()
    directive = models.CharField(max_length=30)
    page = models.CharField(max_length=120)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        """One row for each."""

        constraints = [
            models.UniqueConstraint(fields=["day", "directive", "page"], name="access_refused_once")
        ]

    def __str__(self) -> str:
        """Say what, and where."""
        return f"{self.directive} on {self.page}"


class Invitation(models.Model):
    """Lets one worker set up how they sign in, once, within three days.

    Who made it stays, and whether others were told that it was made, and taken up.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="invitations")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    made_told_at = models.DateTimeField(null=True)
    taken_told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Say until when it holds."""
        return f"until {self.until}"
