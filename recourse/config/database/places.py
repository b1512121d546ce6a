"""Where this checkout keeps its data: outside the checkout, private, one place for each checkout."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from recourse.config.database.account import Account

CHECKOUT = Path(__file__).resolve().parents[3]
LONGEST_SOCKET_PATH = 107
SOCKET_NAME = ".s.PGSQL.5432"
_OURS = {
    "backup.new",
    "backups",
    "database",
    "database.new",
    "database.log",
    "hba.conf",
    "keys",
    "lock",
    "programs",
    "programs.new",
    "secrets",
    "socket",
    "static",
    "static.made-from",
    "wal",
    "wal.new",
}


class Unusable(Exception):
    """A place cannot be used, and the sentence says why."""


@dataclass(frozen=True)
class Place:
    """The folder of one checkout's data, and what stands where in it."""

    root: Path

    @property
    def database(self) -> Path:
        """PostgreSQL's data directory."""
        return self.root / "database"

    @property
    def programs(self) -> Path:
        """A copy of PostgreSQL's programs, made only when the server's account cannot reach them."""
        return self.root / "programs"

    @property
    def secrets(self) -> Path:
        """Passwords and keys, one file each."""
        return self.root / "secrets"

    @property
    def keys(self) -> Path:
        """The keys of what is sealed: outside the database and its backups; RECOURSE_KEYS moves them."""
        moved = os.environ.get("RECOURSE_KEYS")
        return Path(moved).expanduser().absolute() if moved else self.root / "keys"

    @property
    def static(self) -> Path:
        """Collected style sheets, scripts and fonts."""
        return self.root / "static"

    @property
    def log(self) -> Path:
        """What the database says."""
        return self.root / "database.log"

    @property
    def lock(self) -> Path:
        """Held by whoever supervises the server."""
        return self.root / "lock"

    @property
    def wal(self) -> Path:
        """Where the server leaves its finished write-ahead log until it is sealed; there once a key is."""
        return self.root / "wal"

    @property
    def backups(self) -> Path:
        """Where sealed backups are kept; RECOURSE_BACKUPS names another disk."""
        return Path(os.environ.get("RECOURSE_BACKUPS") or self.root / "backups").absolute()

    @property
    def socket(self) -> Path:
        """The folder of the Unix socket; a short one elsewhere when this one's path is too long for Unix."""
        usual = self.root / "socket"
        if len(os.fsencode(usual / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return usual
        return Path("/tmp") / f"recourse-{_fingerprint(self.root)}"


def here() -> Place:
    """The place of this checkout; RECOURSE_DATA moves it."""
    moved = os.environ.get("RECOURSE_DATA")
    if moved:
        return Place(Path(moved).expanduser().absolute())
    readable = re.sub(r"[^A-Za-z0-9]+", "-", CHECKOUT.name)[:20].strip("-") or "checkout"
    return Place(_above() / f"{readable}-{_fingerprint(CHECKOUT)}")


def _above() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/recourse")
    usual = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    nearest = next(folder for folder in (usual, *usual.parents) if folder.exists())
    if os.access(nearest, os.W_OK | os.X_OK):
        return usual / "recourse"
    return Path(tempfile.gettempdir()) / f"recourse-of-{os.geteuid()}"


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def settle(place: Place, *, server: Account) -> None:
    """Make the folders: each private to its owner; the server's account may walk through the root."""
    _make_way(place)
    gid = server.gid if server.is_borrowed else os.getegid()
    owned(place.root, uid=os.geteuid(), gid=gid, mode=0o710 if server.is_borrowed else 0o700)
    owned(place.secrets, uid=os.geteuid(), gid=os.getegid())
    owned(place.socket, uid=server.uid, gid=server.gid)
    if server.is_borrowed and subprocess.run(["test", "-w", place.socket], **server.words()).returncode:
        raise Unusable(
            f"The account {server.name} cannot reach {place.root}, and we loosen no folder above it: "
            "name one in RECOURSE_DATA that is not inside a private one."
        )


def settle_secrets(place: Place) -> None:
    """Make only the folder of secrets, for a process that starts no server."""
    _make_way(place)
    if not place.root.exists():
        owned(place.root, uid=os.geteuid(), gid=os.getegid())
    owned(place.secrets, uid=os.geteuid(), gid=os.getegid())


def _make_way(place: Place) -> None:
    """Make what is missing above the root; whatever stands there already keeps its mode."""
    for folder in reversed(place.root.parents):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o755 if os.geteuid() == 0 else 0o700)
    if place.root.exists() and any(found.name not in _OURS for found in place.root.iterdir()):
        raise Unusable(f"{place.root} holds something else: name an empty or a new folder in RECOURSE_DATA.")


def owned(folder: Path, *, uid: int, gid: int, mode: int = 0o700) -> None:
    """Make a folder that belongs to one account alone; refuse one that is somebody else's."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, uid, gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
            raise Unusable(f"{folder} is somebody else's: move it away, or set RECOURSE_DATA.") from None
        if found.st_gid != gid:
            os.chown(folder, uid, gid)
    if stat.S_IMODE(folder.stat().st_mode) != mode:
        folder.chmod(mode)
