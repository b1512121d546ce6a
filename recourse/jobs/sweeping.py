"""Gives the jobs of a worker that died to another: at least once, so every job may be run twice."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

HEARTBEAT = 2.0
DEAD_AFTER = 10.0


@app.periodic(cron="* * * * * */15")
@app.task(name="sweep_stalled_jobs", queueing_lock="sweep_stalled_jobs", pass_context=True)
async def sweep_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Run every fifteen seconds; running twice gives nothing back twice."""
    await sweep(context.app.job_manager)


async def sweep(manager: JobManager, *, dead_after: float = DEAD_AFTER) -> int:
    """Put back what a worker without a heartbeat was doing; says how many."""
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=dead_after))
    for job in stalled:
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            # The same job waits already: its turn does what this one did not finish.
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)
    return len(stalled)
