"""Decides from which files to restore, and proves every one of them before anything is touched."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from recourse.config.backup import log, sealed
from recourse.config.backup.keypair import Private, WrongKey
from recourse.config.backup.sealed import Damaged, Note


class NothingThere(Exception):
    """There is no backup to restore from."""


@dataclass(frozen=True)
class Chosen:
    """The files a restore will use, each proved."""

    whole: Note
    pieces: list[Note]
    keys: Note | None


class _Nowhere(io.RawIOBase):
    def write(self, piece: object, /) -> int:
        """Forget it."""
        return len(piece)  # type: ignore[arg-type]


def choose(folder: Path, *, key: Private, moment: datetime | None, kind: str) -> Chosen:
    """Choose and prove; refuses a changed bit, a missing piece, another's key, a moment not reached."""
    if not folder.is_dir():
        raise NothingThere(f"There is no folder {folder}.")
    known = sealed.notes(folder, key=key)
    if not known and any(folder.glob("*.json")):
        raise WrongKey(f"The backups in {folder} were sealed to another key than the one you gave.")
    whole = [note for note in known if note.kind == kind and (moment is None or note.made_at <= moment)]
    if not whole:
        before = f" made before {moment.isoformat(timespec='seconds')}" if moment else ""
        raise NothingThere(f"There is no {kind} backup{before} in {folder}.")
    pieces = log.needed(known, base=whole[-1], moment=moment) if kind == "base" else []
    keys = next((note for note in known if note.kind == "keys"), None)
    chosen = Chosen(whole[-1], pieces, keys)
    for note in (chosen.whole, *pieces, *([keys] if keys else [])):
        sealed.prove(note)
    _try(chosen, key=key)
    return chosen


def open_everything(chosen: Chosen, *, key: Private) -> None:
    """Decrypt all of it to nowhere."""
    for note in (chosen.whole, *chosen.pieces, *([chosen.keys] if chosen.keys else [])):
        sealed.unseal(note, key=key, to=_Nowhere())


def _try(chosen: Chosen, *, key: Private) -> None:
    """Decrypt the smallest of them to nowhere: a key that does not fit is found in time."""
    smallest = min((chosen.whole, *chosen.pieces), key=lambda note: note.size)
    try:
        sealed.unseal(smallest, key=key, to=_Nowhere())
    except Damaged as refusal:
        raise WrongKey(f"This key opens none of these backups. {refusal}") from refusal
