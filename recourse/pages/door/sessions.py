"""Keeps what a browser is remembered by: one row for each sign-in, found by the hash of its cookie."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.utils.timezone import now

from recourse.records.access import queries, sittings

BEGAN_AT = "began_at"
DEVICE = "device"
TOUCHED_EVERY = timedelta(minutes=1)


def hashed(key: str) -> str:
    """What the database keeps of a cookie's value."""
    return hashlib.sha256(key.encode()).hexdigest()


def since(at: datetime) -> dict[str, datetime]:
    """From when a sign-in must have been used, and have begun, to be open still."""
    return {
        "used_since": at - timedelta(seconds=settings.SESSION_IDLE),
        "started_since": at - timedelta(seconds=settings.SESSION_LONGEST),
    }


class SessionStore(SessionBase):
    """A session as Django knows it, whose row also says whose it is and when it was used."""

    worker: Any = None
    was_lost = False
    _used_at: datetime | None = None

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        # The hash of a cookie under which nothing is open: forged, or of a sign-in that is over.
        self.refused = hashed(session_key) if session_key and not self.session_key else ""

    def load(self) -> dict[str, Any]:
        """What is remembered, and with it the worker; nothing once the time is over."""
        at = now()
        row = queries.open_sign_in(hashed(self.session_key or ""), **since(at))
        if row is None:
            self.refused = hashed(self.session_key or "")
            self._session_key = None
            return {}
        self.worker, self._used_at = row.worker, row.used_at
        return self.decode(row.data)

    def wait(self) -> bool:
        """Wait for whatever else this sign-in is doing, and read it anew; false when that ended it.

        One that goes on under a new key has ended under the old one.
        """
        self._get_session()  # type: ignore[attr-defined]
        if self.session_key is None:
            return True
        sittings.lock(hashed(self.session_key))
        row = queries.open_sign_in(hashed(self.session_key), **since(now()))
        if row is not None:
            self._session_cache = self.decode(row.data)
        return row is not None

    def refuse(self) -> None:
        """End it because it may not be used any more, and remember which it was."""
        self.refused = hashed(self.session_key or "")
        self.flush()

    def touch(self) -> None:
        """Note once a minute that somebody is at it: what is rounded makes the time shorter, never longer."""
        at = now()
        if self._used_at is not None and at - self._used_at >= TOUCHED_EVERY and self.session_key:
            sittings.touch(hashed(self.session_key), at=at)

    def exists(self, session_key: str) -> bool:
        """Whether a key is taken."""
        return sittings.is_taken(hashed(session_key))

    def create(self) -> None:
        """Begin under a new key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Write what is remembered; one that was ended meanwhile is not written anew."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        row = {
            "key_hash": hashed(self.session_key),
            "data": self.encode(data),
            "worker": data.get(SESSION_KEY),
            "device": data.get(DEVICE, ""),
            "at": now(),
        }
        if must_create:
            began = data.get(BEGAN_AT)
            if not sittings.begin(**row, began_at=datetime.fromisoformat(began) if began else None):
                raise CreateError
        elif not sittings.keep(**row):
            self.was_lost = True
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End it."""
        key = session_key or self.session_key
        if key is not None:
            sittings.end(hashed(key))

    @classmethod
    def clear_expired(cls) -> None:
        """Delete what nobody can use any more."""
        sittings.over(at=now()).delete()
