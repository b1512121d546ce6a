"""The machine: versions, room on the disks, who may open what, the clock, the way out for mail."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import django

from recourse.config.backup import taking
from recourse.config.database import address
from recourse.config.database.places import Place
from recourse.config.doctor import noted
from recourse.config.doctor.findings import Finding, mind, well, wrong
from recourse.outside import mail
from recourse.records.papers import cleaning as papers

_LEAST_SHARE, _LEAST_BYTES = 0.10, 1_000_000_000


def look(place: Place, *, today: date) -> Iterator[Finding]:
    """All that can be seen without the database."""
    yield from _versions(today)
    yield from _room(place)
    yield _permissions(place)
    yield _mail()
    yield _fence()


def _fence() -> Finding:
    if papers.is_out_of_reach(Path(__file__)):
        return well("the helper that reads papers can open no file and reach nobody")
    return mind(
        "The helper that reads papers is not fenced in: a fault in a picture library could read the keys",
        "Use a Linux kernel with seccomp filters, on a 64-bit Intel, AMD or ARM machine.",
    )


def _versions(today: date) -> Iterator[Finding]:
    python, ends = sys.version_info[:2], noted.PYTHON_ENDS.get(sys.version_info[:2])
    named = f"Python {'.'.join(map(str, sys.version_info[:3]))}"
    if ends is None:
        yield mind(
            f"{named} is none we know",
            f"Use one of {', '.join(_dotted(each) for each in noted.PYTHON_ENDS)}.",
        )
    elif today > ends:
        yield wrong(f"{named} gets no fixes since {ends}", "Move to a newer Python.")
    else:
        yield well(f"{named}, fixed until {ends} (as {_dotted(python)})")
    said = f"Django {django.get_version()}"
    if django.VERSION[:3] < noted.DJANGO:
        yield wrong(f"{said} misses fixes of {_dotted(noted.DJANGO)}", "Install what requirements/ lock.")
    elif today > noted.DJANGO_ENDS:
        yield wrong(f"{said} gets no fixes since {noted.DJANGO_ENDS}", "Move to a newer Recourse.")
    else:
        yield well(f"{said}, fixed until {noted.DJANGO_ENDS}")
    if today - noted.NOTED_ON > noted.STALE_AFTER:
        yield mind(
            f"Our list of releases is of {noted.NOTED_ON}", "Move to a newer Recourse, or look yourself."
        )


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _room(place: Place) -> Iterator[Finding]:
    for what, folder in (("data", place.root), ("backups", place.backups)):
        if not folder.exists():
            continue
        usage = shutil.disk_usage(folder)
        said = f"{usage.free / 1e9:.1f} GB free where the {what} stand ({folder})"
        if usage.free < _LEAST_BYTES or usage.free / usage.total < _LEAST_SHARE / 2:
            yield wrong(said, "Make room now: a full disk stops the database.")
        elif usage.free / usage.total < _LEAST_SHARE:
            yield mind(said, "Make room soon.")
        else:
            yield well(said)


def _permissions(place: Place) -> Finding:
    private = [place.secrets, *place.secrets.glob("*"), place.database, place.wal, place.backups]
    private += [place.keys, *taking.key_files(place).values()]
    loose = [path for path in private if path.exists() and _is_open_to_others(path)]
    if place.root.exists() and stat.S_IMODE(place.root.stat().st_mode) & 0o067:
        loose.append(place.root)
    if loose:
        named = ", ".join(str(path) for path in loose[:5])
        return wrong(f"Others can open {named}", f"chmod go-rwx {loose[0]}, and find out who has looked.")
    return well("nobody else can open the data, the secrets, the keys or the backups")


def _is_open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.lstat().st_mode) & 0o077)


def _mail() -> Finding:
    try:
        relay = mail.relay()
    except ValueError as refusal:
        return wrong(f"The mail relay cannot be used: {refusal}", "Set the RECOURSE_MAIL_ variables right.")
    if relay is None:
        return mind("No mail relay is named: signed heads of the ledger wait", "Set RECOURSE_MAIL_HOST.")
    try:
        socket.create_connection((relay.host, relay.port), timeout=5).close()
    except OSError as refusal:
        return wrong(f"The mail relay {relay.host} does not answer: {refusal}", "Ask whoever runs it.")
    return well(f"the mail relay {relay.host} answers")


def settings(*, demonstration: bool) -> Iterator[Finding]:
    """Whether the settings fit what this is used for."""
    from django.conf import settings as django_settings

    url, hosts = os.environ.get("DATABASE_URL", ""), os.environ.get("RECOURSE_HOSTS", "")
    if demonstration and hosts:
        yield wrong(
            f"The demonstration's settings are on, and it answers to {hosts}: anybody may choose whom to be",
            "Set DJANGO_SETTINGS_MODULE=recourse.config.settings.production.",
        )
    elif demonstration:
        yield mind(
            "This is the demonstration: anybody who reaches it may choose whom to be", "No real people here."
        )
    elif django_settings.DEBUG or not django_settings.SESSION_COOKIE_SECURE:
        yield wrong("Production's settings were loosened", "Set them back: DEBUG off, secure cookies on.")
    else:
        yield well("production's settings")
    if url and address.is_open_way(url):
        yield wrong(
            "The way to the database is not proved to be encrypted",
            "Add sslmode=verify-full to DATABASE_URL.",
        )
