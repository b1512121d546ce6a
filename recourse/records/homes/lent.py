"""What the organisation that lends a home is told of it: days and counts of the house, nothing of people."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Lending(models.Model):
    """That an organisation lends a home to an agency, and what it was told of it last.

    `told` holds numbers and days only, as `recourse.records.homes.telling` writes them; no word of anybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.OneToOneField("homes.Home", on_delete=models.CASCADE, related_name="lending")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    home_name = models.CharField(max_length=200)
    area = models.CharField(max_length=200)
    told = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody lends to themselves."""

        indexes = [models.Index(fields=["owner"], name="homes_lending_owner")]
        constraints = [
            models.CheckConstraint(condition=~Q(owner=models.F("agency")), name="homes_lending_to_another")
        ]

    def __str__(self) -> str:
        """Say which home."""
        return f"{self.home_name}, lent"
