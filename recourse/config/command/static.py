"""Collects style sheets, scripts and fonts, hashed and compressed, when they changed since the last time."""

from __future__ import annotations

import hashlib
from pathlib import Path

from recourse.config.database import places


def collect() -> None:
    """Collect into the data folder, unless what stands there was made from the same files."""
    from django.conf import settings
    from django.core.management import call_command

    made_from = places.here().root / "static.made-from"
    now = _fingerprint([Path(folder) for folder in settings.STATICFILES_DIRS])
    if made_from.exists() and made_from.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    made_from.write_text(now)


def _fingerprint(folders: list[Path]) -> str:
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                stat = path.stat()
                found.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return found.hexdigest()
