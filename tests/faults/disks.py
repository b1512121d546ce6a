"""A small disk of memory under a running site, that can be filled; and a folder nobody can write to.

Only root may mount. Where we may not, files that cannot grow (RLIMIT_FSIZE) stand in for a full disk: the
server gets "file too large" where it would get "no space left".
"""

from __future__ import annotations

import ctypes
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)
_READ_ONLY, _AGAIN, _BIND, _LAZILY = 1, 32, 4096, 2


def mount(source: Path | str, folder: Path, *, flags: int = 0, words: str = "") -> None:
    """The system's own mount."""
    names = (os.fsencode(source), os.fsencode(folder), b"tmpfs", ctypes.c_ulong(flags), words.encode())
    if _LIBC.mount(*names):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))


def may_mount(folder: Path) -> bool:
    """Whether we may mount at all here."""
    try:
        mount("tmpfs", folder, words="size=65536")
    except OSError:
        return False
    _LIBC.umount2(os.fsencode(folder), _LAZILY)
    return True


@contextmanager
def small(folder: Path, *, size: int) -> Iterator[Path]:
    """A disk of a size, mounted at a folder until the end."""
    mount("tmpfs", folder, words=f"size={size},mode=0711")
    try:
        yield folder
    finally:
        _LIBC.umount2(os.fsencode(folder), _LAZILY)


def fill(disk: Path) -> None:
    """Leave not a byte."""
    with (disk / "ballast").open("ab", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            return


def empty(disk: Path) -> None:
    """Give the room back."""
    (disk / "ballast").unlink()


def let_files_grow(server: int, *, to: int) -> None:
    """Say how large the files of a server's processes may become."""
    for process in [server, *_children(server)]:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (to, resource.RLIM_INFINITY))


def _children(server: int) -> Iterator[int]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == server:
            yield int(process.name)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Whoever opens something in this folder from now on can only read it."""
    mount(folder, folder, flags=_BIND)
    try:
        mount(folder, folder, flags=_BIND | _AGAIN | _READ_ONLY)
        yield
    finally:
        _LIBC.umount2(os.fsencode(folder), _LAZILY)
