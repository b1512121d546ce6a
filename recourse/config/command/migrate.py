"""`recourse migrate`: makes the roles and the database, then the tables, as their owner."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from recourse.config.command.refusals import said_plainly
from recourse.config.database import address, clock, roles, supervisor


@said_plainly
def run(words: Sequence[str]) -> int:
    """Bring the database up to date; start our own server for as long as it takes."""
    argparse.ArgumentParser("recourse migrate", description=__doc__).parse_args(words)
    set_up(role="owner")
    with server():
        roles.prepare(address.chosen())
        tables()
    return 0


@contextmanager
def server(*, alone: bool = False) -> Iterator[supervisor.Server | None]:
    """Our own server while it is needed; nothing to start when DATABASE_URL names another."""
    if is_elsewhere():
        yield None
        return
    with supervisor.running(alone=alone) as ours:
        yield ours


def is_elsewhere() -> bool:
    """Whether the database is on a server that is not ours."""
    return bool(os.environ.get("DATABASE_URL"))


def set_up(*, role: str) -> None:
    """Wake Django as one of the four roles."""
    import django

    os.environ["RECOURSE_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recourse.config.settings.demo")
    django.setup()


def tables() -> None:
    """Apply the migrations that are not yet applied, and say by whose clock the database goes."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        require_keys(of_files=True)
        call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        clock.settle(cursor.execute, is_real=not settings.DEMONSTRATION)
    require_keys()
    connection.close()


def require_keys(*, of_files: bool = False) -> None:
    """Refuse to go on with a key that is missing, wrong or half made; `of_files` asks no tables."""
    from django.utils.timezone import now

    from recourse.records.directory import keyholding

    if of_files:
        keyholding.require_files()
    else:
        keyholding.require_keys(at=now())
