"""The write-ahead log, piece by piece: sealed as the server finishes each, and chosen again to restore."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from recourse.config.backup import sealed
from recourse.config.backup.keypair import Public
from recourse.config.backup.sealed import Damaged, Note
from recourse.config.database.address import Address
from recourse.config.database.places import Place

_PIECE = re.compile(r"[0-9A-F]{24}")
_NOT_NEEDED = re.compile(r"[0-9A-F]{8}\.history|[0-9A-F]{24}\.[0-9A-F]{8}\.backup")
_PIECES_A_LOG = 0x100000000 // (16 * 1024 * 1024)


class TooLate(Exception):
    """A moment was asked for that the backups do not reach."""


def first_piece(label: Path) -> str:
    """The piece of the log a base backup begins with, from its label."""
    found = re.search(r"START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)", label.read_text())
    if found is None:
        raise Damaged(f"{label} does not say where the log begins.")
    return found[1]


def finish(where: Address, *, patience: float = 30.0) -> None:
    """Let the server finish the piece it is writing, and wait until it is set aside."""
    with where.connect() as admin:
        (piece,) = admin.execute("select pg_walfile_name(pg_switch_wal())").fetchone() or ("",)
    until = time.monotonic() + patience
    while not (where.place.wal / piece).exists() and time.monotonic() < until:
        time.sleep(0.05)


def seal_waiting(place: Place, *, key: Public) -> int:
    """Seal what the server set aside, and then remove it; says how many pieces."""
    for path in place.wal.glob("*.*"):
        if _NOT_NEEDED.fullmatch(path.name):
            path.unlink()
    waiting = sorted(path for path in place.wal.glob("*") if _PIECE.fullmatch(path.name))
    for path in waiting:
        finished = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        with path.open("rb") as plain:
            sealed.seal(
                plain,
                to=place.backups / f"wal-{path.name}.age",
                kind="wal",
                key=key,
                at=finished,
                more={"piece": path.name},
            )
        path.unlink()
    return len(waiting)


def needed(known: Iterable[Note], *, base: Note, moment: datetime | None) -> list[Note]:
    """The pieces that lead from a base backup to a moment, or as far as they go; none may be missing."""
    begins = str(base.more["begins"])
    pieces = {str(note.more["piece"]): note for note in known if note.kind == "wal"}
    ahead = sorted(name for name in pieces if begins <= name and _same(name, begins))
    found, expected = [], begins
    for name in ahead:
        if name != expected:
            raise Damaged(f"The log has a gap: the piece {expected} is missing. Nothing was touched.")
        found.append(pieces[name])
        expected = after(name)
        if moment is not None and pieces[name].made_at >= moment:
            return found
    if moment is not None and moment > base.made_at:
        last = found[-1].made_at if found else base.made_at
        raise TooLate(
            f"The log that was kept ends at {last.isoformat(timespec='seconds')}, before that moment."
        )
    return found


def after(piece: str) -> str:
    """The name of the piece that follows."""
    line, log, number = piece[:8], int(piece[8:16], 16), int(piece[16:], 16)
    log, number = (log, number + 1) if number + 1 < _PIECES_A_LOG else (log + 1, 0)
    return f"{line}{log:08X}{number:08X}"


def _same(piece: str, other: str) -> bool:
    return piece[:8] == other[:8]
