"""Which server a process speaks to, and as which role."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from recourse.config.database import keys, places, supervisor

ROLES = {
    "owner": "recourse_owner",
    "app": "recourse_app",
    "worker": "recourse_worker",
    "auditor": "recourse_auditor",
}
DATABASE = "recourse"
_HERE = ("localhost", "127.0.0.1", "::1")


class NoDatabase(Exception):
    """Production was asked to start without saying where its database is, or by a way others can read."""


@dataclass(frozen=True)
class Address:
    """A server, a database on it, and how its administrator and the four roles get in."""

    host: str
    port: str
    database: str
    admin: str
    admin_password: str = field(repr=False)
    place: places.Place
    extra: Mapping[str, str] = field(default_factory=dict)
    is_ours: bool = True

    def password(self, role: str) -> str:
        """A role's password: from its own file on our server; elsewhere from its administrator's."""
        if self.is_ours or not self.admin_password:
            return keys.read(self.place, f"database-{role}")
        return hmac.new(self.admin_password.encode(), f"recourse {role}".encode(), hashlib.sha256).hexdigest()

    def connect(self, *, role: str | None = None, database: str | None = None) -> psycopg.Connection:
        """A connection as one of the four roles, or as the administrator; each statement commits."""
        return psycopg.connect(
            make_conninfo(**self.extra),
            host=self.host or None,
            port=self.port or None,
            dbname=database or self.database,
            user=ROLES[role] if role else self.admin,
            password=(self.password(role) if role else self.admin_password) or None,
            autocommit=True,
        )

    def for_django(self, role: str) -> dict[str, Any]:
        """What Django's DATABASES wants to hear."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": self.port,
            "NAME": self.database,
            "USER": ROLES[role],
            "PASSWORD": self.password(role),
            # Under the policies a statement takes longer to plan than to run: the server keeps its plan, and
            # does not make it anew to see whether these very values would do with a better one.
            "OPTIONS": {
                "server_side_binding": True,
                "prepare_threshold": 3,
                "options": "-c plan_cache_mode=force_generic_plan",
                **self.extra,
            },
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }


def role() -> str:
    """The role this process was started as: RECOURSE_ROLE, else the site's own."""
    named = os.environ.get("RECOURSE_ROLE", "app")
    if named not in ROLES:
        raise ValueError(f"RECOURSE_ROLE is {named!r}; expected one of: {', '.join(ROLES)}.")
    return named


def chosen(*, must_be_named: bool = False) -> Address:
    """The server of DATABASE_URL when it is set, else our own; production must name one."""
    url = os.environ.get("DATABASE_URL")
    if url and must_be_named and is_open_way(url):
        raise NoDatabase(
            "The way to the database of DATABASE_URL is not proved to be encrypted. Production needs that:"
            " add sslmode=verify-full to DATABASE_URL."
        )
    if url:
        return of_url(url)
    if must_be_named:
        raise NoDatabase(
            "DATABASE_URL is not set. The database that comes with Recourse is for trying it out: it has no "
            "encrypted connections and nobody promises its patches. Production needs a server of its own: "
            "set DATABASE_URL."
        )
    return of_place(places.here())


def is_open_way(url: str) -> bool:
    """Whether the way to a database leaves this machine and is not proved to be encrypted."""
    said = conninfo_to_dict(url)
    hosts = str(said.get("host") or "").split(",")
    is_far = any(host and not host.startswith(("/", "@")) and host not in _HERE for host in hosts)
    return is_far and said.get("sslmode") != "verify-full"


def of_url(url: str) -> Address:
    """An address from a postgresql:// address whose user may create roles and databases."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    return Address(
        host=parts.pop("host", ""),
        port=parts.pop("port", ""),
        database=os.environ.get("RECOURSE_DATABASE") or parts.pop("dbname", DATABASE),
        admin=parts.pop("user", ""),
        admin_password=parts.pop("password", ""),
        place=places.here(),
        extra={name: value for name, value in parts.items() if name != "dbname"},
        is_ours=False,
    )


def of_place(place: places.Place, *, database: str | None = None) -> Address:
    """The address of our own server over a place."""
    return Address(
        host=str(place.socket),
        port="",
        database=database or os.environ.get("RECOURSE_DATABASE") or DATABASE,
        admin=supervisor.ADMIN,
        admin_password=keys.read(place, "database-admin"),
        place=place,
    )
