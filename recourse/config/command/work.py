"""`recourse work`: does the background work, as the worker's role, until it is told to stop."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Sequence

from recourse.config import children
from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly


@said_plainly
def run(words: Sequence[str]) -> int:
    """Take jobs from the queue, and start those whose hour has come."""
    argparse.ArgumentParser("recourse work", description=__doc__).parse_args(words)
    children.end_with_parent(by=signal.SIGKILL)
    migrate.set_up(role="worker")
    migrate.require_keys()
    from django.utils.timezone import now
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from recourse.jobs import destroying, sweeping
    from recourse.jobs.app import app

    destroying.destroy_all(at=now())  # whom an old backup brought back goes now, not at the next full hour
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(
            wait=True,
            listen_notify=True,
            delete_jobs="successful",
            update_heartbeat_interval=sweeping.HEARTBEAT,
            stalled_worker_timeout=sweeping.DEAD_AFTER,
        )
    return 0
