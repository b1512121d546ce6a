"""How workers sign in: sessions, passwords, second factors, and how often one may guess."""

from __future__ import annotations

import os
from datetime import timedelta


class TooLong(Exception):
    """A time was asked for that is longer than Recourse allows, or is no number."""


def _at_most(name: str, most: int) -> int:
    """A whole number from the environment that may make a time shorter, and never longer."""
    asked = os.environ.get(name, str(most))
    if not asked.isdecimal() or not 1 <= int(asked) <= most:
        raise TooLong(f"{name} is {asked!r}: it must be a whole number from 1 to {most}.")
    return int(asked)


SESSION_ENGINE = "recourse.pages.door.sessions"
SESSION_IDLE = _at_most("RECOURSE_IDLE_MINUTES", 15) * 60
SESSION_LONGEST = _at_most("RECOURSE_LONGEST_HOURS", 12) * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "recourse.pages.look.errors.stale_form"
LOGIN_URL = "door:enter"
ASK_AGAIN = "recourse.pages.door.again.ask"
FRESH_FOR = 5 * 60

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "recourse.pages.door.passwords.NotOurOwnWords"},
    {"NAME": "recourse.pages.door.passwords.NotBreached"},
]
# A list of breached passwords, if whoever runs Recourse keeps one on this machine.
BREACHED_PASSWORDS = os.environ.get("RECOURSE_BREACHED") or None

# Of allauth only what it knows of passkeys, apps and codes is used: none of its pages, and no sign-up.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
MFA_ADAPTER = "recourse.pages.door.adapter.Sealed"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"

# Five wrong tries of one name from one address shut that pair out for a quarter of an hour.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "recourse.pages.door.guessing.digest_of"
AXES_CLIENT_IP_CALLABLE = "recourse.pages.door.guessing.address_of"
PROXIES = int(os.environ.get("RECOURSE_PROXIES", "0"))
# The lock is asked for by our own pages; axes's middleware would look at every answer for nothing.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]
