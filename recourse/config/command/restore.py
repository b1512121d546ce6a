"""`recourse restore`: proves a backup to the bit, brings it to an empty place, and looks at what came."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from recourse.config.backup import after, choosing, keypair, restoring
from recourse.config.backup.choosing import Chosen
from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly
from recourse.config.database import address, places, roles

_LONDON = ZoneInfo("Europe/London")


@said_plainly
def run(words: Sequence[str]) -> int:
    """Restore to the newest, or to a moment; the place (RECOURSE_DATA) or the database must be empty."""
    parser = argparse.ArgumentParser("recourse restore", description=__doc__)
    parser.add_argument("--from", dest="folder", type=Path, required=True, help="the folder of the backups")
    parser.add_argument("--key", type=Path, required=True, help="the file with the private half of the key")
    parser.add_argument(
        "--to-moment", type=_moment, help="2026-11-22T07:30:00, London time unless it says so"
    )
    parser.add_argument(
        "--only-check", action="store_true", help="prove and open everything; restore nothing"
    )
    asked = parser.parse_args(words)
    place, is_ours = places.here(), not migrate.is_elsewhere()
    if not asked.only_check and is_ours:
        restoring.require_empty(place)
    key = keypair.read(asked.key)
    kind = "base" if is_ours else "dump"
    chosen = choosing.choose(asked.folder, key=key, moment=asked.to_moment, kind=kind)
    made = chosen.whole.made_at.astimezone(_LONDON)
    print(f"Proved: {chosen.whole.sealed.name} of {made:%d %B %Y %H:%M:%S}, {len(chosen.pieces)} of its log.")
    if asked.only_check:
        choosing.open_everything(chosen, key=key)
        print("Every one of them opens with this key, whole.")
        return 0
    _bring(chosen, key=key, place=place, moment=asked.to_moment)
    return _look(chosen)


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(tzinfo=_LONDON)


def _bring(chosen: Chosen, *, key: keypair.Private, place: places.Place, moment: datetime | None) -> None:
    if chosen.whole.kind == "base":
        restoring.base(chosen, key=key, place=place, moment=moment)
    else:
        restoring.dump(chosen, key=key, where=address.chosen())


def _look(chosen: Chosen) -> int:
    migrate.set_up(role="auditor")
    code = 0
    with migrate.server():
        where = address.chosen()
        roles.prepare(where)
        for looked in after.look(where, backup=chosen.whole):
            print(looked.what if not looked.wrong else f"WRONG: {looked.what}")
            for sentence in looked.wrong:
                print(f"  {sentence}")
                code = 1
    if chosen.keys is not None:
        print(f"the keys of persons, as of {chosen.keys.made_at.astimezone(_LONDON):%d %B %Y %H:%M:%S}")
    print("Restored." if not code else "Restored, and something is wrong: see above.")
    return code
