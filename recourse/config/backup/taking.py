"""Takes a backup: of our own server with its log, of another as a dump, of the keys apart."""

from __future__ import annotations

import fcntl
import io
import os
import re
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from recourse.config.backup import inventory, keypair, log, sealed
from recourse.config.backup.sealed import Note
from recourse.config.database import account, places, programs, supervisor
from recourse.config.database.address import Address
from recourse.outside import files

DAYS_KEPT = 30
KEYS = "keys.age"
# What opens second factors; the other secrets are made anew wherever a backup comes back.
SECRETS = ("sign-in",)
_PASSING = ("-wal", "-shm", "-journal")


class Failed(Exception):
    """A backup could not be taken, and the sentence says why."""


def settle(place: places.Place) -> None:
    """Make the folders of backups: the server may leave its log in one, only we may enter the other."""
    whose = account.choose(place.database)
    if not os.environ.get("DATABASE_URL"):
        places.owned(place.wal, uid=whose.uid, gid=whose.gid)
    place.backups.parent.mkdir(parents=True, exist_ok=True)
    places.owned(place.backups, uid=os.geteuid(), gid=os.getegid())


@contextmanager
def alone(place: places.Place) -> Iterator[None]:
    """Wait until nobody else writes backups of this place, and keep others waiting until the end."""
    settle(place)
    handle = files.opened(place.backups / ".lock", os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def take(where: Address, *, at: datetime) -> Note:
    """Back up the whole database, verified before it is sealed."""
    key = keypair.needed(where.place)
    return _base(where, key=key, at=at) if where.is_ours else _dump(where, key=key, at=at)


def _base(where: Address, *, key: keypair.Public, at: datetime) -> Note:
    place, whose = where.place, account.choose(where.place.database)
    found = programs.find(place, account=whose)
    draft = place.root / "backup.new"
    _clear(draft)
    places.owned(draft, uid=whose.uid, gid=whose.gid)
    words: list[str | Path] = [found.folder / "pg_basebackup", "-D", draft, "-h", place.socket]
    words += [f"--username={supervisor.ADMIN}"]
    words += ["--wal-method=stream", "--checkpoint=fast", "--no-password", "--manifest-checksums=SHA256"]
    words += ["--no-sync"]
    try:
        with where.connect() as admin:
            holds = inventory.take(admin)
        _run(words, whose=whose, env={"PGPASSWORD": where.admin_password})
        verify(draft, found=found, whose=whose)
        more: dict[str, object] = {
            "begins": log.first_piece(draft / "backup_label"),
            "postgres": (draft / "PG_VERSION").read_text().strip(),
            "database": where.database,
            "holds": holds.said(),
        }
        finished = datetime.now(UTC)
        return _piped(
            ["tar", "-C", draft, "-cf", "-", "."],
            to=place.backups / f"base-{_stamp(finished)}.age",
            kind="base",
            key=key,
            at=finished,
            more=more,
        )
    finally:
        _clear(draft)


def _dump(where: Address, *, key: keypair.Public, at: datetime) -> Note:
    with where.connect() as admin:
        holds = inventory.take(admin)
        server = admin.info.server_version // 10_000
    program = client("pg_dump", at_least=server)
    words: list[str | Path] = [program, "--format=custom", "--compress=0", "--no-password"]
    return _piped(
        [*words, f"--dbname={where.database}"],
        env=surroundings(where),
        to=where.place.backups / f"dump-{_stamp(at)}.age",
        kind="dump",
        key=key,
        at=at,
        more={"written_by": _major(program), "database": where.database, "holds": holds.said()},
    )


def client(name: str, *, at_least: int) -> Path:
    """A program for another's server, no older than it: the system's first, as ours speaks no TLS."""
    named = os.environ.get("RECOURSE_POSTGRES")
    folders = [Path(named)] if named else [programs.on_the_system(), programs.in_the_wheel()]
    for folder in folders:
        if folder is not None and (folder / name).exists() and _major(folder / name) >= at_least:
            return folder / name
    raise Failed(f"The program {name} of PostgreSQL {at_least} is missing: install its client programs.")


def _major(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0


def surroundings(where: Address) -> dict[str, str]:
    """How a client program finds a server and gets in, without its password on the command line."""
    said = {"PGHOST": where.host, "PGPORT": where.port, "PGUSER": where.admin}
    said |= {"PGPASSWORD": where.admin_password}
    said |= {f"PG{name.upper()}": value for name, value in where.extra.items() if name.startswith("ssl")}
    return {name: value for name, value in said.items() if value}


def keys(place: places.Place, *, at: datetime) -> Note | None:
    """Back up the keys of persons and agencies over the last copy: a history would bring erased ones back."""
    files = key_files(place)
    if not files:
        return None
    key = keypair.needed(place)
    return sealed.seal(_keys_as_tar(files), to=place.backups / KEYS, kind="keys", key=key, at=at)


def key_files(place: places.Place) -> dict[str, Path]:
    """Every file with keys, by its name in a backup; not what only shows that one is being written."""
    folder = place.keys
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    passing = [path for path in found if path.name.startswith(".") or path.name.endswith(_PASSING)]
    lasting = [path for path in found if path.name != "lock" and path not in passing]
    named = {f"keys/{path.relative_to(folder)}": path for path in lasting}
    return named | {
        f"secrets/{name}": place.secrets / name for name in SECRETS if (place.secrets / name).exists()
    }


def _keys_as_tar(files: Mapping[str, Path]) -> io.BytesIO:
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as writing:
        for name, path in files.items():
            what = _sqlite(path) if path.read_bytes()[:15] == b"SQLite format 3" else path.read_bytes()
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(what), 0o600
            writing.addfile(member, io.BytesIO(what))
    tar.seek(0)
    return tar


def _sqlite(path: Path) -> bytes:
    """One moment's copy of a SQLite file that others may be writing to."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as reading:
        try:
            return reading.serialize()
        finally:
            reading.rollback()


def tidy(place: places.Place, *, at: datetime, days: int = DAYS_KEPT) -> int:
    """Remove backups older than so many days, never the newest, and the log that only they needed."""
    key = keypair.needed(place)
    known = sealed.notes(place.backups, key=key)
    whole = [note for note in known if note.kind in ("base", "dump")]
    old = [note for note in whole[:-1] if note.made_at < at - timedelta(days=days)]
    kept = [note for note in whole if note not in old]
    begins = min((note.more["begins"] for note in kept if note.kind == "base"), default="")
    old += [note for note in known if note.kind == "wal" and note.more["piece"] < begins]
    for note in old:
        note.path.unlink()
        note.sealed.unlink(missing_ok=True)
    return len(old)


def verify(folder: Path, *, found: programs.Programs, whose: account.Account) -> None:
    """Hold every file of a base backup against the checksums PostgreSQL gave it."""
    _run([found.folder / "pg_verifybackup", "--exit-on-error", "--quiet", folder], whose=whose, env={})


def _piped(
    words: Sequence[str | Path],
    *,
    to: Path,
    kind: str,
    key: keypair.Public,
    at: datetime,
    more: dict[str, object],
    env: Mapping[str, str] | None = None,
) -> Note:
    said = [str(word) for word in words]
    surrounding = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"} | dict(env or {})
    with subprocess.Popen(said, env=surrounding, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None and program.stderr is not None
        note = sealed.seal(program.stdout, to=to, kind=kind, key=key, at=at, more=more)
        wrong = program.stderr.read().decode(errors="replace").strip()
    if program.returncode:
        note.path.unlink()
        note.sealed.unlink()
        raise Failed(f"{Path(said[0]).name} failed: {wrong[-500:]}")
    return note


def _run(words: Sequence[str | Path], *, whose: account.Account, env: Mapping[str, str]) -> None:
    surrounding = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"} | dict(env)
    said = [str(word) for word in words]
    done = subprocess.run(said, cwd="/", env=surrounding, capture_output=True, **whose.words())
    if done.returncode:
        raise Failed(f"{Path(said[0]).name} failed: {done.stderr.decode(errors='replace').strip()[-500:]}")


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
