"""How gunicorn serves the site: two plain workers on a socket already bound, all ending with their parent."""

from __future__ import annotations

import os
from typing import Any

from recourse.config import children

bind = f"fd://{os.environ['RECOURSE_SOCKET']}"
workers = 2
worker_class = "sync"
preload_app = True
timeout = 60
graceful_timeout = 10
accesslog = None
access_log_format = "%(t)s %(m)s %(s)s %(M)sms"  # were it ever switched on: no address, nobody's machine
loglevel = "warning"
control_socket_disable = True


def post_fork(server: Any, worker: Any) -> None:
    """A worker whose master is killed ends at once."""
    children.end_with_parent()
