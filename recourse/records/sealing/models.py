"""What is to be destroyed: written with the act that wants it, carried out once that act is kept."""

from __future__ import annotations

import uuid

from django.db import models


class Destruction(models.Model):
    """The key of one person's records at one agency goes; `for_ever`, no other is ever made.

    `mark` knows the key meant from one made later. Points at nothing: what it speaks of may be gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.UUIDField()
    subject = models.UUIDField()
    for_ever = models.BooleanField()
    mark = models.BinaryField()
    asked_at = models.DateTimeField()

    class Meta:
        """One destruction of a key for ever."""

        constraints = [
            models.UniqueConstraint(
                fields=["agency", "subject"],
                condition=models.Q(for_ever=True),
                name="sealing_destruction_once",
            )
        ]

    def __str__(self) -> str:
        """Say when it was asked."""
        return f"asked at {self.asked_at}"
