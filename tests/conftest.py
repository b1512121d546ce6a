"""What every test stands on: a throw-away database, the site's own role, and no network."""

from __future__ import annotations

import os
import secrets
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from recourse.config.database import address, places, roles, supervisor

Blocker = Any  # pytest-django gives no public name to it
Fresh = Callable[[], AbstractContextManager[address.Address]]
_connect = socket.socket.connect


def _connect_only_here(self: socket.socket, where: object) -> None:
    is_loopback = isinstance(where, tuple) and where[0] in ("127.0.0.1", "::1", "localhost")
    if self.family != socket.AF_UNIX and not is_loopback:
        raise AssertionError(f"A test reached for the network: {where!r}")
    _connect(self, where)


def pytest_configure() -> None:
    socket.socket.connect = _connect_only_here  # type: ignore[method-assign]
    # How quick a busy machine draws an example is no matter of a test.
    hypothesis_settings.register_profile(
        "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    hypothesis_settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that it can run once more on another server."""
    for item in items:
        wanted = {"database_address", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
        if wanted or item.get_closest_marker("django_db"):
            item.add_marker("database")


def speak_to(where: address.Address, *, role: str = "app") -> None:
    """Let every connection Django opens from now on go to this database as this role."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    words = where.for_django(role) | {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    connections["default"].settings_dict.update(words)


@contextmanager
def as_the_clock(where: address.Address) -> Iterator[None]:
    """Be the worker's role for a while: it alone signs heads and deletes."""
    speak_to(where, role="worker")
    try:
        yield
    finally:
        speak_to(where)


@pytest.fixture(scope="session", autouse=True)
def keys() -> Iterator[Path]:
    """A throw-away folder of keys, in memory where there is such a place: every key is waited for."""
    memory = Path("/dev/shm")  # noqa: S108
    where = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="recourse-test-keys-", dir=where) as folder:
        settings.KEYS = Path(folder) / "keys"
        yield settings.KEYS


@pytest.fixture(scope="session")
def database_address() -> Iterator[address.Address]:
    """A database of our own: on the server of DATABASE_URL, else on a throw-away one."""
    name = f"recourse_test_{secrets.token_hex(4)}"
    with ExitStack() as stack:
        if os.environ.get("DATABASE_URL"):
            where = replace(address.of_url(os.environ["DATABASE_URL"]), database=name)
            stack.callback(roles.drop_database, where)
        else:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="recourse-test-")))
            folder.chmod(0o711)
            place = places.Place(folder / "data")
            stack.enter_context(supervisor.running(place, is_throwaway=True))
            where = address.of_place(place, database=name)
        roles.prepare(where)
        yield where


@pytest.fixture(scope="session")
def django_db_setup(database_address: address.Address, django_db_blocker: Blocker) -> Iterator[None]:
    """Migrate as the owner; from then on the tests are the site's own role, which no policy spares."""
    with django_db_blocker.unblock():
        speak_to(database_address, role="owner")
        call_command("migrate", verbosity=0, interactive=False)
        speak_to(database_address, role="app")
        yield
        speak_to(database_address, role="app")


@pytest.fixture(scope="session")
def fresh_database(
    django_db_setup: None, database_address: address.Address, django_db_blocker: Blocker
) -> Fresh:
    """A way to a copy of the migrated database in which everything commits; it is dropped afterwards."""

    @contextmanager
    def fresh() -> Iterator[address.Address]:
        with django_db_blocker.unblock():
            speak_to(database_address)
            name = f"{database_address.database}_{secrets.token_hex(3)}"
            copy = roles.copy_database(database_address, name=name)
            speak_to(copy)
            try:
                yield copy
            finally:
                speak_to(database_address)
                roles.drop_database(copy)

    return fresh


@pytest.fixture
def really_commits(
    fresh_database: Fresh,
) -> Iterator[address.Address]:
    """For what happens between connections: a database of the test's own, where a commit is a commit."""
    with fresh_database() as where:
        yield where
