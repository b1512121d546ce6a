"""Ways for tests to be somebody signed in with two proofs, as under production settings."""

from __future__ import annotations

import re
import time
from datetime import datetime
from typing import Any

from django.test import Client
from django.utils.timezone import now

from recourse.pages.door import coming, onetime, who
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.directory.models import Worker

PASSWORD = "four lamps in the rain"


def enrolled(worker: Worker, *, password: str = PASSWORD) -> Worker:
    """Give a worker a password and an app that shows codes."""
    access.set_password(password=password, by=worker, at=now())
    access.add_app(secret=onetime.new_secret(worker), step=0, by=worker, at=now())
    return worker


def step_now(*, lasts: float = 3) -> int:
    """The step of an app's clock, one with some seconds left: a code counts in its own half-minute alone."""
    left = onetime.SECONDS - time.time() % onetime.SECONDS
    if left < lasts:
        time.sleep(left + 0.01)
    return int(time.time()) // onetime.SECONDS


def code(worker: Worker, *, at: datetime | None = None) -> str:
    """What the app of a worker shows."""
    sealed = queries.factors_of_kind(worker, "totp").get().data["secret"]
    step = int(at.timestamp()) // onetime.SECONDS if at else step_now()
    value = onetime.auth.hotp_value(onetime._opened(sealed)[1], step)
    return str(onetime.auth.format_hotp_value(value))


def client_of(worker: Worker, *, proved_at: datetime | None = None, **headers: Any) -> Client:
    """A browser in which a worker with two proofs has signed in, at a moment when it matters."""
    client = Client(**headers)
    client.force_login(worker)
    session = client.session
    session[who.IS_WHOLE] = True
    session[coming.PROVED_AT] = (proved_at or now()).timestamp()
    session.save()
    return client


def shown_by(page: str) -> str:
    """What an app shows that was given the letters of a page."""
    found = re.search(r'rc-code">([A-Z2-7 ]{30,})<', page)
    assert found
    step = step_now()
    value = onetime.auth.hotp_value(found[1].replace(" ", ""), step)
    return str(onetime.auth.format_hotp_value(value))
