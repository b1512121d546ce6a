"""The tests: a throw-away database whose address `tests/conftest.py` fills in; nothing stays on disk."""

from __future__ import annotations

from recourse.config.settings.shared import *  # noqa: F403
from recourse.config.settings.shared import STORAGES

DEMONSTRATION = True
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "recourse_test", "USER": "recourse_app"}
}
SECRET_KEY = "only for tests, which keep nothing"
SIGN_IN_KEYS = ["only for tests as well"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
