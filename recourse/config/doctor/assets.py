"""The list of assets: programs, packages and borrowed files, with version and licence."""

from __future__ import annotations

import platform
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from typing import NamedTuple

from recourse.config.database import account, places, programs

_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
_CLASSIFIED = "License :: OSI Approved :: "


class Asset(NamedTuple):
    """One thing this installation is made of."""

    kind: str
    name: str
    version: str
    licence: str


def all_of(place: places.Place) -> Iterator[Asset]:
    """Everything, in the order of programs, packages, borrowed files."""
    ours = tomllib.loads((places.CHECKOUT / "pyproject.toml").read_text())["project"]
    yield Asset("program", "Recourse", ours["version"], "MIT")
    yield Asset("program", "Python", platform.python_version(), "PSF-2.0")
    yield Asset("program", "operating system", platform.platform(), "")
    found = programs.find(place, account=account.choose(place.database))
    yield Asset("program", f"PostgreSQL ({found.folder})", str(found.version), "PostgreSQL")
    locked = (places.CHECKOUT / "requirements" / "serve.txt").read_text()
    for name, version in _PINNED.findall(locked):
        yield Asset("package", name, *_installed(name, locked=version))
    for line in (places.CHECKOUT / "vendor" / "README.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0] != "what" and not cells[0].startswith("---"):
            yield Asset("borrowed", cells[0], cells[1], cells[2].replace("`", ""))


def _installed(name: str, *, locked: str) -> tuple[str, str]:
    try:
        known = metadata.distribution(name).metadata
    except metadata.PackageNotFoundError:
        return f"{locked} (not installed)", ""
    said = _said(known, "License-Expression")
    classified = [each for each in known.get_all("Classifier") or [] if each.startswith(_CLASSIFIED)]
    said = said or ", ".join(each.removeprefix(_CLASSIFIED) for each in classified)
    said = said or _said(known, "License").partition("\n")[0]
    version = known["Version"]
    return (version if version == locked else f"{version} (locked: {locked})"), said


def _said(known: metadata.PackageMetadata, what: str) -> str:
    return known[what].strip() if what in known else ""
