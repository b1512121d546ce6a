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
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from recourse.config import children
from recourse.config.database import supervisor

FIRST_PORT = 8000
_PORTS = 100
_PATIENCE = 5.0
_POLL = 0.2
_STEADY = 10.0
_LONGEST_PAUSE = 1.0


class CannotServe(Exception):
    """The site did not come up."""


@dataclass
class Kept:
    """One process, how it is started, and how soon it is started again when it ends."""

    name: str
    launch: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes] = field(init=False)
    pause: float = 0.0
    began: float = field(default_factory=time.monotonic)
    ended: float | None = None

    def __post_init__(self) -> None:
        self.process = self.launch()

    def look_after(self) -> None:
        """Start it again when it ended: at once the first time, then ever more slowly until it stays up."""
        if self.process.poll() is None:
            return
        now = time.monotonic()
        if self.ended is None:
            self.ended = now
            is_steady = now - self.began > _STEADY
            self.pause = 0.0 if is_steady else min(self.pause * 2 or 0.25, _LONGEST_PAUSE)
        if now - self.ended >= self.pause:
            _say(f"The {self.name} ended ({self.process.returncode}); starting it again.")
            self.begin_again()

    def begin_again(self) -> None:
        """End it without ado and start it afresh."""
        self.process.kill()
        self.process.wait()
        self.process = self.launch()
        self.began, self.ended = time.monotonic(), None

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


def keeper() -> Kept:
    """The keeper of backups; what it was sealing when it ends is sealed again by the next."""
    words = [sys.executable, "-m", "recourse.config.command", "keep"]
    return Kept("keeper", lambda: children.start(words, ended_by=signal.SIGKILL, env=_env(role="app")))


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


def look_after(kept: Sequence[Kept], *, worker: Kept, server: supervisor.Server | None) -> None:
    """Stay, and start again what dies, until somebody ends us; a worker does not outlive its database."""
    while True:
        time.sleep(_POLL)
        if server is not None and not server.is_up():
            if not _is_up_again(server):
                continue
            worker.begin_again()
        for each in kept:
            each.look_after()


def _say(words: str) -> None:
    """Say it, unless the disk that should keep it is full: that must not end what heals it."""
    with suppress(OSError):
        print(words, file=sys.stderr, flush=True)


def _is_up_again(server: supervisor.Server) -> bool:
    """Start our server again; a disk that is full or cannot be written to is waited for, however long."""
    try:
        server.start()
    except (supervisor.DatabaseFailed, OSError) as refusal:
        _say(f"The database does not start; trying again: {refusal}")
        time.sleep(1.0)
        return False
    _say("The database had ended; it is up again.")
    return True
