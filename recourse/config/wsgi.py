"""The site as gunicorn serves it; it refuses to serve as a role that stands above the policies."""

from __future__ import annotations

import os
import time

from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection
from django.utils.timezone import now

from recourse.config import collecting, starting
from recourse.config.database import roles
from recourse.reasoning import rulebook

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recourse.config.settings.demo")


def _check_role(*, patience: float) -> None:
    """Ask the database who we are; wait for it a while, and start without an answer never."""
    until = time.monotonic() + patience
    while True:
        try:
            connection.ensure_connection()
            roles.check_humble(connection.connection)
            return
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        finally:
            connection.close()


def _check_keys() -> None:
    """Serve no page with a key missing."""
    from recourse.records.directory import keyholding  # wants Django awake

    keyholding.require_keys(at=now())
    connection.close()


def _settle() -> None:
    """Read the law before the workers part, and keep what stays for ever out of the collector's way."""
    rulebook.england()
    collecting.settle()


application = get_wsgi_application()
starting.refuse_unsafe()
_check_role(patience=60.0)
_check_keys()
_settle()
