"""The backups: whether there is a key, how old they are, whether they are whole; and the keys of persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from recourse.config.backup import after, keeping, keypair, sealed, taking
from recourse.config.database.address import Address
from recourse.config.doctor.findings import Finding, mind, well, wrong, wrong_in_production

_TOO_OLD = keeping.EVERY + timedelta(hours=2)
_MOST_WAITING = 30


def look(where: Address, *, demonstration: bool, at: datetime) -> Iterator[Finding]:
    """All about backups that can be seen without the private half of their key."""
    yield _keys(where)
    key = keypair.public(where.place)
    if key is None:
        yield wrong_in_production(
            "Nothing is backed up: there is no backup key",
            "Run: recourse backup --new-key FILE, and take FILE away from this machine.",
            demonstration=demonstration,
        )
        return
    yield _newest(where, key=key, at=at)
    yield from _apart(where)
    if where.is_ours:
        yield _log(where)
    yield _copy_of_keys(where, key=key)


def _keys(where: Address) -> Finding:
    looked = after.keys(where)
    if looked.wrong:
        return wrong(" ".join(looked.wrong), "Put the keys back: docs/backups.md says how.")
    return well(looked.what)


def _newest(where: Address, *, key: keypair.Public, at: datetime) -> Finding:
    try:
        whole = keeping.wholes(where.place, key=key)
        if not whole:
            return wrong("There is a backup key, and no backup yet", "Run: recourse backup")
        sealed.prove(whole[-1])
    except sealed.Damaged as refusal:
        return wrong(f"A backup is damaged: {refusal}", "Take another now: recourse backup")
    age = at - whole[-1].made_at
    said = f"the newest backup is {age.total_seconds() / 3600:.0f} hours old and whole to the bit"
    if age > _TOO_OLD:
        return wrong(said, "See what `recourse keep` says; take one now: recourse backup")
    return well(said)


def _apart(where: Address) -> Iterator[Finding]:
    if where.is_ours and where.place.backups.stat().st_dev == where.place.root.stat().st_dev:
        yield mind(
            "The backups stand on the same disk as the data",
            "Name another in RECOURSE_BACKUPS, or copy them away.",
        )


def _log(where: Address) -> Finding:
    with where.connect() as admin:
        asked = "select last_archived_time, last_failed_time, last_failed_wal from pg_stat_archiver"
        archived, failed, piece = admin.execute(asked).fetchone() or (None, None, None)
    if failed and (archived is None or failed > archived):
        return wrong(
            f"The write-ahead log is not set aside: {piece} failed", "Is there room? See database.log."
        )
    waiting = sum(1 for path in where.place.wal.glob("*") if "." not in path.name)
    if waiting > _MOST_WAITING:
        return wrong(f"{waiting} pieces of the log wait to be sealed", "Is `recourse keep` running?")
    return well("the write-ahead log is set aside and sealed")


def _copy_of_keys(where: Address, *, key: keypair.Public) -> Finding:
    files = taking.key_files(where.place).values()
    copy = where.place.backups / taking.KEYS
    changed = max((path.stat().st_mtime_ns for path in files), default=0)
    if not files:
        return well("there are no keys of persons to copy")
    if not copy.exists() or copy.stat().st_mtime_ns < changed:
        return wrong("The copy of the keys of persons is older than they are", "Run: recourse backup --keys")
    return well("the copy of the keys of persons is as new as they are")
