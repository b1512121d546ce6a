"""The noun of criteria: a version of what a scheme goes by, from a day on."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Version(models.Model):
    """What a scheme states that it goes by, numbered; it is written once and never changed.

    `text` is the YAML that `reasoning.allocation.reading` takes; the fingerprint is that of what it says.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    from_day = models.DateField()
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    written_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        """An agency numbers its versions from one, without two of a number."""

        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="criteria_version_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1), name="criteria_version_from_one"),
        ]

    def __str__(self) -> str:
        """Give its number and its day."""
        return f"version {self.number} from {self.from_day}"
