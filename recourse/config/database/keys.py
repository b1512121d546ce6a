"""Random secrets, each in a file that only its owner reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from recourse.config.database import places


def read(place: places.Place, name: str) -> str:
    """A secret by its name; made up the first time it is asked for."""
    path = place.secrets / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        places.settle_secrets(place)
    draft = place.secrets / f"{name}.{os.getpid()}"
    write(draft, secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()


def write(path: Path, text: str) -> None:
    """Write a new file that nobody else can open, not even for a moment."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
