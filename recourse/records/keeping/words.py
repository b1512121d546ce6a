"""The words of keeping: why nothing of somebody may be deleted."""

from __future__ import annotations

from django.db import models


class WhyHeld(models.TextChoices):
    """Why nothing of somebody may be deleted."""

    COURT = "court", "A court case"
    COMPLAINT = "complaint", "A complaint"
    INQUEST = "inquest", "An inquest"
    ASKED = "asked", "They asked us to keep it"
