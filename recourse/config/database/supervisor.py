"""Starts PostgreSQL as our child, keeps it private, and never leaves it behind."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from recourse.config import children
from recourse.config.database import account, keys, places, programs, settings

ADMIN = "recourse_admin"
PATIENCE = 60.0
_POLL = 0.05
_LONGEST_LOG = 1_000_000
_HBA = "local all all scram-sha-256\nlocal replication recourse_admin scram-sha-256\n"


class AlreadySupervised(Exception):
    """Another process holds the lock of this data directory."""


class DatabaseFailed(Exception):
    """The server did not start, and the sentence says what it said."""


@dataclass
class Server:
    """One PostgreSQL server over one data directory, and the process that is ours while we supervise it."""

    place: places.Place
    account: account.Account
    programs: programs.Programs
    is_throwaway: bool = False
    hba: str = _HBA
    more: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start and wait until it answers; a dead process that lingers, and recovery, get a minute.

        A dead server of ours is reaped first: while it lingers as a zombie, its lock file counts as held.
        """
        self.stop()
        self._initialise()
        self._say_who_may_enter()
        until = time.monotonic() + PATIENCE
        while True:
            self._launch()
            if self._answers(until=until):
                return
            if time.monotonic() > until or not self._was_in_the_way():
                raise DatabaseFailed(f"The database did not start; it said: {self._last_words()}")
            time.sleep(_POLL)

    def _say_who_may_enter(self) -> None:
        hba = self.place.root / "hba.conf"
        if not hba.exists() or hba.read_text() != self.hba:
            hba.write_text(self.hba)
        os.chown(hba, os.geteuid(), self.account.gid if self.account.is_borrowed else os.getegid())
        hba.chmod(0o640)

    def stop(self) -> None:
        """End the server; its open transactions roll back."""
        if self.process is not None:
            children.stop(self.process, by=signal.SIGINT, patience=PATIENCE)
            self.process = None

    def is_up(self) -> bool:
        """Whether the process we started still runs."""
        return self.process is not None and self.process.poll() is None

    def _initialise(self) -> None:
        data = self.place.database
        if data.exists():
            made_by = (data / "PG_VERSION").read_text().strip()
            if made_by != str(self.programs.version):
                raise places.Unusable(
                    f"{data} was made by PostgreSQL {made_by} and the programs here are "
                    f"{self.programs.version}: name a new folder in RECOURSE_DATA, or bring the data over."
                )
            return
        draft = data.with_name("database.new")
        if draft.exists():
            shutil.rmtree(draft)
        places.owned(draft, uid=self.account.uid, gid=self.account.gid)
        password = self.place.socket / f"password.{secrets.token_hex(8)}"
        keys.write(password, keys.read(self.place, "database-admin") + "\n")
        os.chown(password, self.account.uid, self.account.gid)
        try:
            self._run_initdb(draft, password=password)
        finally:
            password.unlink()
        draft.rename(data)

    def _run_initdb(self, draft: Path, *, password: Path) -> None:
        words = [str(self.programs.initdb), "-D", str(draft), f"--username={ADMIN}", f"--pwfile={password}"]
        words += ["--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", "--no-instructions"]
        words += ["--locale-provider=builtin"] if self.programs.version >= 17 else []
        words += ["--builtin-locale=C.UTF-8"] if self.programs.version >= 17 else []
        words += ["--locale=C.UTF-8"]
        words += ["--no-sync"] if self.is_throwaway else []
        done = subprocess.run(
            words,
            cwd="/",
            env=self._env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **self.account.words(),
        )
        if done.returncode:
            raise DatabaseFailed(
                f"The database could not be made: {done.stdout.decode(errors='replace').strip()}"
            )

    def _launch(self) -> None:
        options = settings.options(self.place, is_throwaway=self.is_throwaway, more=self.more)
        if self.place.log.exists() and self.place.log.stat().st_size > _LONGEST_LOG:
            self.place.log.unlink()
        with self.place.log.open("ab") as log:
            self.place.log.chmod(0o600)
            self._said_before = log.tell()
            self.process = children.start(
                [self.programs.postgres, "-D", self.place.database, *options],
                ended_by=signal.SIGINT,
                env=self._env(),
                output=log,
                cwd="/",
                **self.account.words(),
            )

    def _env(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _answers(self, *, until: float) -> bool:
        """Wait until a connection succeeds; False when the process ends first or time is up."""
        while self.is_up():
            try:
                self.connect().close()
            except psycopg.OperationalError as refusal:
                if "password authentication failed" in str(refusal):
                    self.stop()
                    raise DatabaseFailed(
                        f"{self.place.root} holds a database and another's secrets."
                    ) from refusal
                if time.monotonic() > until:
                    self.stop()
                    return False
                time.sleep(_POLL)
            else:
                return True
        return False

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection as the server's administrator."""
        return psycopg.connect(
            host=str(self.place.socket),
            user=ADMIN,
            password=keys.read(self.place, "database-admin"),
            dbname=database,
            connect_timeout=10,
            autocommit=True,
        )

    def _last_words(self) -> str:
        with self.place.log.open("rb") as log:
            log.seek(self._said_before)
            return log.read().decode(errors="replace").strip()[-2000:] or "nothing"

    def _was_in_the_way(self) -> bool:
        """Whether a former server, dead or dying, still held its lock or its memory."""
        said = self._last_words()
        return "lock file" in said or "shared memory block" in said


@contextmanager
def running(
    place: places.Place | None = None, *, is_throwaway: bool = False, alone: bool = False
) -> Iterator[Server]:
    """The server of a place, started if nobody supervises it yet, and stopped again by whoever started it."""
    place = place or places.here()
    whose = account.choose(place.database)
    places.settle(place, server=whose)
    server = Server(place, whose, programs.find(place, account=whose), is_throwaway)
    with place.lock.open("a+") as lock:
        if not locked(lock.fileno(), patience=2.0 if alone else 0.0):
            if alone:
                raise AlreadySupervised(f"Recourse already runs on the data in {place.root}.")
            _wait_for(server)
            yield server
            return
        place.lock.chmod(0o600)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def locked(handle: int, *, patience: float) -> bool:
    """Take the lock of a place; False when somebody else holds it until patience is over."""
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_POLL)
        else:
            return True


def _wait_for(server: Server) -> None:
    """Wait for a server that another process is starting."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            server.connect().close()
            return
        except psycopg.OperationalError as refusal:
            if time.monotonic() > until:
                raise DatabaseFailed(
                    f"Another process supervises {server.place.root}, and nothing answers."
                ) from refusal
            time.sleep(_POLL)
