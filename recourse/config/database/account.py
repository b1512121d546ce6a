"""The account the database's own processes run as: ours, or, when we are root, one that has no shell."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "recourse-db"


@dataclass(frozen=True)
class Account:
    """A user of this machine."""

    name: str
    uid: int
    gid: int

    @property
    def is_borrowed(self) -> bool:
        """Whether the server runs as somebody other than us."""
        return self.uid != os.geteuid()

    def words(self) -> dict[str, Any]:
        """What `subprocess` needs to hear to become this account."""
        if not self.is_borrowed:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def choose(database: Path) -> Account:
    """The account that owns the database already; else ours; else, for root, one without a shell."""
    if os.geteuid() != 0:
        return Account(name="this account", uid=os.geteuid(), gid=os.getegid())
    if database.exists():
        return _named(pwd.getpwuid(database.stat().st_uid))
    return _named(_without_shell())


def _without_shell() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        words = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        subprocess.run([*words, "--shell", "/usr/sbin/nologin", NAME], check=False, capture_output=True)
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return pwd.getpwnam("nobody")


def _named(found: pwd.struct_passwd) -> Account:
    return Account(name=found.pw_name, uid=found.pw_uid, gid=found.pw_gid)
