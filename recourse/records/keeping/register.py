"""The register of processing (UK GDPR article 30): the tables, and what each room says of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

HERE = Path(__file__).parent
BY_FIELD = "by field"


class Unregistered(Exception):
    """The register and the tables do not agree."""


@dataclass(frozen=True)
class Term:
    """How long a kind of record is kept, from when, on whose word, and what carries it out."""

    key: str
    name: str
    counted_from: str
    source: str
    months: int | None = None
    coarsened_after_months: int | None = None
    by: str = ""


@dataclass(frozen=True)
class Activity:
    """What data are processed for, on which basis, whose they are and who gets them."""

    key: str
    name: str
    basis: str
    condition: str
    whose: str
    recipients: str


@dataclass(frozen=True)
class Column:
    """One column of a table: its type and its class."""

    name: str
    kind: str
    data_class: str


@dataclass(frozen=True)
class Table:
    """One table: what it holds, for what, for how long, and its columns."""

    name: str
    room: str
    what: str
    activity: Activity
    terms: tuple[Term, ...]
    columns: tuple[Column, ...]


@cache
def terms() -> Mapping[str, Term]:
    """Every term, by its key."""
    found = {}
    for key, said in _read(HERE / "terms.yaml").items():
        found[key] = Term(
            key=key,
            name=said["name"],
            counted_from=said.get("from", ""),
            source=said["source"],
            months=said.get("months"),
            coarsened_after_months=said.get("coarsened after months"),
            by=said["by"],
        )
    return found


@cache
def activities() -> Mapping[str, Activity]:
    """Everything data are processed for, by its key."""
    return {key: Activity(key=key, **said) for key, said in _read(HERE / "activities.yaml").items()}


@cache
def classes() -> Mapping[str, str]:
    """The classes a column can be in, strictest first, in words."""
    found: Mapping[str, str] = _read(HERE / "classes.yaml")
    return found


@cache
def fields() -> Mapping[str, str]:
    """The class of each field a person can share."""
    found: Mapping[str, str] = _read(HERE.parent / "people" / "register.yaml")["fields"]
    return found


def tables() -> list[Table]:
    """Every table the register knows, in the order of the rooms; raises `Unregistered` where it is wrong."""
    kinds = in_models()
    return [_table(name, room, said, kinds.get(name, {})) for room, name, said in _entries()]


def registered() -> dict[str, set[str]]:
    """The columns of each table that have an entry."""
    return {name: set(said["columns"]) for _, name, said in _entries()}


def in_models() -> dict[str, dict[str, str]]:
    """The columns of every concrete model, and of the tables between two, with their types."""
    found: dict[str, dict[str, str]] = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        found[meta.db_table] = {
            str(field.column): field.get_internal_type() for field in meta.concrete_fields if not meta.proxy
        }
    return found


def missing(found: Mapping[str, set[str]]) -> list[str]:
    """What stands in these tables and not in the register, or the other way round, as sentences."""
    known = registered()
    said = []
    for table in sorted(found):
        if new := sorted(found[table] - known.get(table, set())):
            said.append(f"{table}: {', '.join(new)} stand in no register.yaml: say the class of each")
        if gone := sorted(known.get(table, set()) - found[table]):
            said.append(f"{table}: {', '.join(gone)} stand in a register.yaml but are no columns any more")
    said += [
        f"{table}: stands in a register.yaml but is no table" for table in sorted(set(known) - set(found))
    ]
    return said


def _table(name: str, room: str, said: Mapping[str, Any], kinds: Mapping[str, str]) -> Table:
    keep = said["keep"] if isinstance(said["keep"], list) else [said["keep"]]
    if wrong := [one for one in said["columns"].values() if one not in classes()]:
        raise Unregistered(f"{name}: there is no class {wrong[0]!r}; see keeping/classes.yaml.")
    if wrong := [one for one in keep if one not in terms()]:
        raise Unregistered(f"{name}: there is no term {wrong[0]!r}; see keeping/terms.yaml.")
    if said["for"] not in activities():
        raise Unregistered(f"{name}: there is no activity {said['for']!r}; see keeping/activities.yaml.")
    columns = (Column(one, kinds.get(one, ""), its) for one, its in said["columns"].items())
    return Table(
        name=name,
        room=room,
        what=said["what"],
        activity=activities()[said["for"]],
        terms=tuple(terms()[one] for one in keep),
        columns=tuple(columns),
    )


def _entries() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path in sorted(HERE.parent.glob("*/register.yaml"), key=lambda one: (one.parent == HERE, one)):
        room = path.parent.name
        for name, said in (_read(path).get("tables") or {}).items():
            yield room, name, said


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text())
