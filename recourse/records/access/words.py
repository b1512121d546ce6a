"""The words of access: by what somebody proves who they are."""

from __future__ import annotations

from uuid import UUID

from django.db import models

# The chain of the installation itself, for what happens at its door to nobody it knows.
INSTALLATION = UUID("00000000-0000-0000-0000-000000000001")
ITS_NAME = "the installation itself"


class Proof(models.TextChoices):
    """By what somebody proved who they are."""

    PASSKEY = "passkey", "Passkey"
    PASSWORD = "password", "Password"
    CODE = "code", "Code from an app"
    RECOVERY = "recovery", "Recovery code"
    INVITATION = "invitation", "Invitation"
