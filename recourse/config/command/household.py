"""The processes that make up a running site, kept alive and ended together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field

from recourse.config import children
from recourse.config.database import supervisor

FIRST_PORT = 8000
_PORTS = 100
_MOST_RESTARTS = 5
_PATIENCE = 5.0


class CannotServe(Exception):
    """The site did not come up, or does not stay up."""


@dataclass
class Kept:
    """One process, how it is started, and how often it had to be started again."""

    name: str
    launch: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes] = field(init=False)
    restarts: int = 0

    def __post_init__(self) -> None:
        self.process = self.launch()

    def look_after(self) -> None:
        """Start it again when it ended, but not for ever."""
        if self.process.poll() is None:
            return
        self.restarts += 1
        if self.restarts > _MOST_RESTARTS:
            raise CannotServe(f"The {self.name} ended {self.restarts} times: see what it said above.")
        self.process = self.launch()

    def begin_again(self) -> None:
        """End it without ado and start it afresh."""
        self.process.kill()
        self.process.wait()
        self.process = self.launch()

    def end(self) -> None:
        """End it, kindly first."""
        children.stop(self.process, by=signal.SIGTERM, patience=_PATIENCE)


def open_socket(first: int) -> socket.socket:
    """Listen on loopback at this port, or at the next one that is free."""
    for port in range(first, first + _PORTS):
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
            listening.listen(64)
        except OSError:
            listening.close()
        else:
            return listening
    raise CannotServe(f"No port from {first} to {first + _PORTS - 1} is free.")


def site(listening: socket.socket) -> Kept:
    """The site, behind a socket of ours, so that a restart drops nobody in the queue."""
    handle = listening.fileno()
    words = [sys.executable, "-m", "gunicorn", "--config", "python:recourse.config.serving"]
    env = _env(role="app") | {"RECOURSE_SOCKET": str(handle)}

    def launch() -> subprocess.Popen[bytes]:
        everything = [*words, "recourse.config.wsgi:application"]
        return children.start(everything, ended_by=signal.SIGTERM, env=env, pass_fds=[handle])

    return Kept("site", launch)


def worker() -> Kept:
    """The worker that does the jobs; each job is one transaction, so a sudden end does no harm."""
    words = [sys.executable, "-m", "recourse.config.command", "work"]
    return Kept("worker", lambda: children.start(words, ended_by=signal.SIGKILL, env=_env(role="worker")))


def _env(*, role: str) -> dict[str, str]:
    return os.environ | {"RECOURSE_ROLE": role}


def wait_until_served(site: Kept, *, url: str) -> None:
    """Wait for the first answer, whatever it says."""
    until = time.monotonic() + 60
    while True:
        if site.process.poll() is not None:
            raise CannotServe("The site ended before it answered: see what it said above.")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > until:
                raise CannotServe("The site does not answer.") from None
            time.sleep(0.05)


def look_after(site: Kept, worker: Kept, server: supervisor.Server | None) -> None:
    """Stay, and start again what dies, until somebody ends us; a worker does not outlive its database."""
    while True:
        time.sleep(0.5)
        if server is not None and not server.is_up():
            server.start()
            worker.begin_again()
        site.look_after()
        worker.look_after()
