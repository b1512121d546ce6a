"""The words of access: by what somebody proves who they are."""

from __future__ import annotations

from django.db import models


class Proof(models.TextChoices):
    """By what somebody proved who they are."""

    PASSKEY = "passkey", "Passkey"
    PASSWORD = "password", "Password"
    CODE = "code", "Code from an app"
    RECOVERY = "recovery", "Recovery code"
    INVITATION = "invitation", "Invitation"
