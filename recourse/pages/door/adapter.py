"""What we tell allauth: who a worker is to their passkey and app, and how secrets are sealed."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


class Sealed(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals what must stay secret with a key outside the database; the first of several keys seals."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return _keys().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """The name beside the codes in somebody's app: it says nothing of what Recourse is for."""
        return "Recourse"

    def get_totp_label(self, user: Any) -> str:
        """The name of the account in somebody's app."""
        return str(user.email)

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """The worker, as their passkey knows them."""
        return {"id": user.pk.hex.encode(), "display_name": user.name, "name": user.email}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site, as a passkey knows it."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Recourse"}


def _keys() -> MultiFernet:
    made = (hashlib.sha256(key.encode()).digest() for key in settings.SIGN_IN_KEYS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
