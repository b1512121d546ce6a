"""The demonstration: invented people, our own database unless DATABASE_URL names one, loopback only."""

from __future__ import annotations

from recourse.config.database import address, keys, places
from recourse.config.settings.shared import *  # noqa: F403
from recourse.config.settings.shared import ROLE

DEMONSTRATION = True
DATABASES = {"default": address.chosen().for_django(ROLE)}
SECRET_KEY = keys.read(places.here(), "django")
SIGN_IN_KEYS = [keys.read(places.here(), "sign-in")]
STATIC_ROOT = places.here().static
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
