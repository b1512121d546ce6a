"""Files that nobody but their owner opens, whole or not there, whatever mask the process was started with."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

OURS, OUR_FOLDER = 0o600, 0o700


def make_folder(folder: Path) -> None:
    """Make a folder for its owner alone; one that stands already is left as it is."""
    with suppress(FileExistsError):
        folder.mkdir(mode=OUR_FOLDER, parents=True)
        folder.chmod(OUR_FOLDER)


def write(path: Path, content: bytes) -> None:
    """Put a file in the place of whatever stood there: all of it, or, should the power go, nothing."""
    draft = _draft(path, content)
    draft.replace(path)
    _sync(path.parent)


def write_once(path: Path, content: bytes) -> bool:
    """Write a file that does not stand yet; false, and nothing changed, when somebody was first."""
    draft = _draft(path, content)
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    _sync(path.parent)
    return True


def opened(path: Path, flags: int) -> int:
    """A handle on a file that is made, if need be, for its owner alone."""
    handle = os.open(path, flags | os.O_CREAT, OURS)
    if os.fstat(handle).st_mode & 0o777 != OURS:
        os.fchmod(handle, OURS)
    return handle


def _draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = opened(draft, os.O_WRONLY | os.O_EXCL)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
