"""The database: its release, its clock, its roles, its tables, and whether the background work is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg

from recourse.config.database import clock, roles
from recourse.config.database.address import Address
from recourse.config.doctor import noted
from recourse.config.doctor.findings import Finding, mind, well, wrong, wrong_in_production

_CLOCKS_MAY_DIFFER = timedelta(seconds=2)
_A_PULSE_IS_FRESH = timedelta(seconds=60)
_WAITED_TOO_LONG = timedelta(minutes=15)


def look(where: Address, *, demonstration: bool, is_running: bool, at: datetime) -> Iterator[Finding]:
    """All that the database says of itself and of the jobs in it."""
    with where.connect() as admin:
        yield _release(admin, demonstration=demonstration)
        yield _clock(admin)
        yield _goes_by(admin, demonstration=demonstration)
        yield from _jobs(admin, is_running=is_running, at=at)
    with where.connect(role="app") as humble:
        try:
            roles.check_humble(humble)
            yield well("the site's role stands beneath the policies")
        except roles.TooPowerful as refusal:
            yield wrong(str(refusal), "Take that power from the role.")
    yield _tables()


def _release(admin: psycopg.Connection, *, demonstration: bool) -> Finding:
    major, minor = divmod(admin.info.server_version, 10_000)
    newest = noted.POSTGRESQL.get(major)
    said = f"PostgreSQL {major}.{minor}"
    if newest is None:
        return mind(f"{said}: we noted no release of {major}", "See whether it is the newest of its line.")
    if minor < newest:
        return wrong_in_production(
            f"{said} misses the fixes of {major}.{newest}", "Update the server.", demonstration=demonstration
        )
    return well(f"{said}, as new as the one we noted on {noted.NOTED_ON}")


def _goes_by(admin: psycopg.Connection, *, demonstration: bool) -> Finding:
    (is_own,) = admin.execute(clock.IS_OWN).fetchone() or (False,)
    if is_own:
        return well("the database goes by its own clock, whatever day the site names")
    if demonstration:
        return well("the database goes by the day the site names, as it should in the demonstration")
    return wrong("The database believes whatever day the site names", "Run: recourse migrate")


def _clock(admin: psycopg.Connection) -> Finding:
    before = datetime.now(UTC)
    (there,) = admin.execute("select clock_timestamp()").fetchone() or (before,)
    apart = max(before - there, there - datetime.now(UTC), timedelta())
    (newest,) = admin.execute("select max(at) from ledger_entry").fetchone() or (None,)
    if apart > _CLOCKS_MAY_DIFFER:
        return wrong(
            f"The database's clock and ours are {apart.total_seconds():.0f} s apart", "Set both by NTP."
        )
    if newest and newest > datetime.now(UTC) + timedelta(minutes=1):
        return wrong(
            f"The ledger has an entry of {newest:%d %B %Y %H:%M}: the clock went back", "Set it by NTP."
        )
    return well("the clocks agree")


def _jobs(admin: psycopg.Connection, *, is_running: bool, at: datetime) -> Iterator[Finding]:
    (pulse,) = admin.execute("select max(last_heartbeat) from procrastinate_workers").fetchone() or (None,)
    if pulse and at - pulse < _A_PULSE_IS_FRESH:
        yield well("the worker is alive")
    elif is_running:
        since = f"since {pulse:%d %B %H:%M} UTC" if pulse else "ever"
        yield wrong(
            f"No worker showed a pulse {since}", "See what `recourse run` says; or start `recourse work`."
        )
    else:
        yield mind("Recourse is not running", "Start it: recourse run")
    stalled = """
        select count(*) from procrastinate_jobs job left join procrastinate_workers w on w.id = job.worker_id
        where status = 'doing' and (w.id is null or w.last_heartbeat < %s)
    """
    late = "select count(*) from procrastinate_jobs where status = 'todo' and coalesce(scheduled_at, %s) < %s"
    failed = "select string_agg(distinct task_name, ', ') from procrastinate_jobs where status = 'failed'"
    (hung,) = admin.execute(stalled, [at - _A_PULSE_IS_FRESH]).fetchone() or (0,)
    (waiting,) = admin.execute(late, [at, at - _WAITED_TOO_LONG]).fetchone() or (0,)
    (names,) = admin.execute(failed).fetchone() or ("",)
    if (hung or waiting) and is_running:
        yield wrong(
            f"{hung} jobs hang and {waiting} wait too long", "End `recourse work`; it is started again."
        )
    elif names:
        yield mind(f"These jobs failed once or more: {names}", "See the log of the worker of that hour.")
    else:
        yield well("no job hangs, waits too long or has failed")


def _tables() -> Finding:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if waiting:
        return wrong(f"{len(waiting)} changes of the tables wait", "Run: recourse migrate")
    return well("the tables are those of this version")
