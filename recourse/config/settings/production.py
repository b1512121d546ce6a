"""Real people's records: a database of its own, encrypted connections, and no door for personas."""

from __future__ import annotations

import os

from recourse.config.database import address, keys, places
from recourse.config.settings.earnest import *  # noqa: F403
from recourse.config.settings.shared import *  # noqa: F403
from recourse.config.settings.shared import PAPERS_HOST, ROLE

DATABASES = {"default": address.chosen(must_be_named=True).for_django(ROLE)}
SECRET_KEY = keys.read(places.here(), "django")
SIGN_IN_KEYS = [keys.read(places.here(), "sign-in")]
STATIC_ROOT = places.here().static
ALLOWED_HOSTS = os.environ.get("RECOURSE_HOSTS", "localhost").split(",")
if PAPERS_HOST:
    ALLOWED_HOSTS.append(PAPERS_HOST)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
