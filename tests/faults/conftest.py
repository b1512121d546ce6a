"""A database on our own server, whatever server the rest of the tests speak to."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.management import call_command

from recourse.config.database import address, places, roles, supervisor
from tests.conftest import Blocker, speak_to


@pytest.fixture(scope="module")
def own_server(request: pytest.FixtureRequest, django_db_blocker: Blocker) -> Iterator[address.Address]:
    """The migrated database of the session when its server is ours; else one on a server started for this."""
    where: address.Address = request.getfixturevalue("database_address")
    if where.is_ours:
        request.getfixturevalue("django_db_setup")
        yield where
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="recourse-test-")))
        folder.chmod(0o711)
        place = places.Place(folder / "data")
        stack.enter_context(supervisor.running(place, is_throwaway=True))
        ours = address.of_place(place, database="recourse_test")
        roles.prepare(ours)
        stack.enter_context(django_db_blocker.unblock())
        speak_to(ours, role="owner")
        stack.callback(speak_to, where)
        call_command("migrate", verbosity=0, interactive=False)
        speak_to(ours)
        yield ours


@pytest.fixture
def own_copy(own_server: address.Address, django_db_blocker: Blocker) -> Iterator[address.Address]:
    """A copy of it of the test's own, in which a commit is a commit."""
    with django_db_blocker.unblock():
        speak_to(own_server)
        copy = roles.copy_database(own_server, name=f"{own_server.database}_{secrets.token_hex(3)}")
        speak_to(copy)
        try:
            yield copy
        finally:
            speak_to(own_server)
            roles.drop_database(copy)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder the server's own account may walk through, whoever runs the tests."""
    with tempfile.TemporaryDirectory(prefix="recourse-test-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(scope="module")
def open_place() -> Iterator[places.Place]:
    """A place of the module's own, for a site that stands while its tests last."""
    with tempfile.TemporaryDirectory(prefix="recourse-test-") as folder:
        Path(folder).chmod(0o711)
        yield places.Place(Path(folder) / "data")
