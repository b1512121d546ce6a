"""Every act is whole or not at all, names its doer and its moment, and stands in the ledger."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from recourse.config.database.places import CHECKOUT

RECORDS = CHECKOUT / "recourse" / "records"
ROOMS = sorted(path.parent.name for path in RECORDS.glob("*/apps.py") if path.parent.name != "ledger")
# Done by the clock, or by whoever sets Recourse up, before there is a worker to name.
WITHOUT_A_WORKER = {
    "directory.employ",
    "directory.open_organisation",
    "directory.open_service",
    "placements.lapse",
    # Whoever holds a secret address is nobody who could be named.
    "access.read_feed",
    # What is kept no longer: the clock alone ends it.
    "advice.forget",
    "disclosures.forget",
    "matters.forget",
    "keeping.end_file",
    "keeping.end_host",
    "keeping.end_others_file",
    "keeping.end_referral",
    "keeping.erase_again",
    "keeping.erase_host_again",
    "papers.forget",
    "papers.forget_one",
    "people.coarsen_places",
    "people.erase_again",
    "people.forget",
    "people.forget_places",
    "people.let_go",
    "placements.forget",
    "panels.forget",
    "funds.forget",
    "hosting.forget",
    "referrals.forget",
    "refusals.forget",
    "referrals.forget_one",
}


def acts() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        if not list((RECORDS / room).glob("actions*")):
            continue
        actions = importlib.import_module(f"recourse.records.{room}.actions")
        yield from ((room, name) for name in public(actions))


def public(actions: ModuleType) -> list[str]:
    names = getattr(actions, "__all__", [name for name in vars(actions) if not name.startswith("_")])
    return [
        name
        for name in names
        if inspect.isfunction(getattr(actions, name))
        and inspect.unwrap(getattr(actions, name)).__module__.startswith(actions.__name__)
    ]


@cache
def written(room: str) -> dict[str, ast.FunctionDef]:
    """Every function of a room's action modules by its name."""
    found = {}
    for path in action_files(RECORDS / room):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                found[node.name] = node
    return found


def action_files(room: Path) -> list[Path]:
    return [*room.glob("actions.py"), *room.glob("actions/*.py")]


def called(function: ast.FunctionDef) -> set[str]:
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            names.add(ast.unparse(node.func))
    return names


def writes_the_ledger(room: str, name: str, seen: frozenset[str] = frozenset()) -> bool:
    names = called(written(room)[name])
    if names & {"ledger.record", "ledger.record_all", "ledger.record_at_the_end"}:
        return True
    inside = {each.rpartition(".")[2] for each in names} & set(written(room)) - seen - {name}
    return any(writes_the_ledger(room, each, seen | {name}) for each in inside)


EVERY_ACT = list(acts())


def test_there_are_acts_to_look_at() -> None:
    assert len(EVERY_ACT) >= 10


@pytest.mark.parametrize(("room", "name"), EVERY_ACT)
def test_an_act_is_all_or_nothing(room: str, name: str) -> None:
    decorators = [ast.unparse(each) for each in written(room)[name].decorator_list]
    whole = {"transaction.atomic", "transaction.atomic(savepoint=False)"}
    assert whole & set(decorators), f"{room}.{name} wants @transaction.atomic"


@pytest.mark.parametrize(("room", "name"), EVERY_ACT)
def test_an_act_takes_its_subject_first_and_the_rest_by_name(room: str, name: str) -> None:
    said = written(room)[name].args
    assert len(said.posonlyargs) + len(said.args) <= 1, (
        f"{room}.{name} takes more than its subject by position"
    )
    by_name = {each.arg for each in said.kwonlyargs}
    wanted = {"at"} if f"{room}.{name}" in WITHOUT_A_WORKER else {"at", "by"}
    assert wanted <= by_name, f"{room}.{name} wants {wanted} by name"


@pytest.mark.parametrize(("room", "name"), EVERY_ACT)
def test_an_act_stands_in_the_ledger(room: str, name: str) -> None:
    assert writes_the_ledger(room, name), f"{room}.{name} leaves no trace: ledger.record(...)"
