"""Random secrets, each in a file that only its owner reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from recourse.config.database import places
from recourse.outside import files


def read(place: places.Place, name: str) -> str:
    """A secret by its name; made up the first time it is asked for."""
    path = place.secrets / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        places.settle_secrets(place)
    files.write_once(path, secrets.token_urlsafe(48).encode())
    return path.read_text().strip()


def write(path: Path, text: str) -> None:
    """Write a new file that nobody else can open, not even for a moment."""
    with os.fdopen(files.opened(path, os.O_WRONLY | os.O_EXCL), "w") as file:
        file.write(text)
