"""Refuses to start with a door that could be walked round."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

WAYS_ROUND = {
    "MFA_TOTP_INSECURE_BYPASS_CODE": "one code that opens every account",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": "passkeys proved to another site",
    "MFA_TRUST_ENABLED": "browsers that need no second proof",
    "MFA_PASSKEY_SIGNUP_ENABLED": "accounts nobody invited",
    "ACCOUNT_LOGIN_BY_CODE_ENABLED": "codes sent by email",
    "AXES_NEVER_LOCKOUT_GET": "guessing without end",
    "AXES_NEVER_LOCKOUT_WHITELIST": "guessing without end",
}
MUST_BE = {
    "AXES_ENABLED": True,
    "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
    "MFA_SUPPORTED_TYPES": ["webauthn", "totp", "recovery_codes"],
}
LONGEST = {"SESSION_IDLE": 15 * 60, "SESSION_LONGEST": 12 * 60 * 60, "FRESH_FOR": 5 * 60}
WHO = "recourse.pages.door.who.WhoAsks"
FIRST_HASHER = "django.contrib.auth.hashers.Argon2PasswordHasher"


@register(Tags.security)
def no_way_round(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Name every setting that would let somebody in without both proofs, or for longer than agreed."""
    wrong = [
        f"{name} would allow {what}: remove it."
        for name, what in WAYS_ROUND.items()
        if getattr(settings, name, None)
    ]
    wrong += [
        f"{name} must be {right!r}."
        for name, right in MUST_BE.items()
        if getattr(settings, name, right) != right
    ]
    wrong += [
        f"{name} may be {longest} seconds at most."
        for name, longest in LONGEST.items()
        if not 0 < getattr(settings, name) <= longest
    ]
    if WHO not in settings.MIDDLEWARE:
        wrong.append(f"{WHO} must stand in MIDDLEWARE: without it nobody asks for the second proof.")
    if not settings.DEMONSTRATION:
        wrong += _in_earnest()
    return [Error(sentence, id="recourse.E001") for sentence in wrong]


def _in_earnest() -> list[str]:
    """What holds wherever real people sign in."""
    wrong = []
    if settings.SECURE_PROXY_SSL_HEADER and not settings.PROXIES:
        wrong.append(
            "RECOURSE_PROXIES must say how many proxies stand before the site (1, usually): without it "
            "everybody seems to come from one address, and a stranger could shut a worker out."
        )
    if settings.BREACHED_PASSWORDS and not os.access(settings.BREACHED_PASSWORDS, os.R_OK):
        wrong.append("RECOURSE_BREACHED names a list of breached passwords that cannot be read.")
    if settings.DEBUG:
        wrong.append("DEBUG must be off.")
    if not settings.PASSWORD_HASHERS[0].endswith(FIRST_HASHER):
        wrong.append(f"{FIRST_HASHER} must come first in PASSWORD_HASHERS.")
    if "recourse.pages.door.backend.Workers" not in settings.AUTHENTICATION_BACKENDS[-1:]:
        wrong.append("AUTHENTICATION_BACKENDS must end with our own.")
    return wrong
