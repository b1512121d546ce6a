"""A job that can be killed in the middle: it lets one offer lapse, slowly; and a worker to do it."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path
from uuid import UUID

from procrastinate.contrib.django import app

from recourse.records.directory import queries as directory
from recourse.records.directory.acting import acting_for
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Offer


@app.task(name="lapse_slowly", pass_context=False)
def lapse_slowly(offer: str, agency: str, at: str, trace: str) -> None:
    """Let one offer lapse, wait as long as a slow disk would, and only then let it be kept."""
    moment = datetime.fromisoformat(at)
    with Path(trace).open("a") as file:
        file.write(f"{offer}\n")
    (whose,) = [each for each in directory.agencies() if each.pk == UUID(agency)]
    with acting_for(whose, at=moment):
        placements.lapse(Offer.objects.get(pk=offer), at=moment)
        time.sleep(0.05)


def main() -> None:
    """Work until killed, with a pulse quick enough for a test."""
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from recourse.jobs import sweeping

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        is_last = "--to-the-end" in sys.argv
        working.run_worker(wait=not is_last, update_heartbeat_interval=0.2, stalled_worker_timeout=1.0)
    assert sweeping.HEARTBEAT < sweeping.DEAD_AFTER
