"""The order of the house: who may lean on whom, and where words of one floor may not stand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import ForeignObjectRel

from recourse.config.database.places import CHECKOUT

RECORDS = CHECKOUT / "recourse" / "records"
HEIGHT = {
    "ledger": 0,
    "sealing": 1,
    "directory": 2,
    "access": 3,
    "people": 4,
    "homes": 4,
    "papers": 5,
    "disclosures": 5,
    "advice": 6,
    "refusals": 7,
    "matters": 8,
    "referrals": 9,
    "placements": 10,
    "funds": 11,
    "hosting": 11,
    "criteria": 12,
    "prices": 13,
    "panels": 14,
    "keeping": 20,
}
WEB = (
    "django.http",
    "django.urls",
    "django.forms",
    "django.template",
    "django.shortcuts",
    "django.views",
    "django.middleware",
    "django.contrib.sessions",
    "django.contrib.messages",
)


def may_lean(*, room: str, on: str) -> bool:
    return room == on or HEIGHT[on] < HEIGHT[room]


def test_every_room_of_records_has_its_place_on_the_ladder() -> None:
    assert {path.parent.name for path in RECORDS.glob("*/__init__.py")} == set(HEIGHT)


def test_foreign_keys_lean_down_the_ladder() -> None:
    wrong = []
    for room in HEIGHT:
        for model in apps.get_app_config(room).get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                other = field.related_model
                if other is None or isinstance(field, ForeignObjectRel) or isinstance(other, str):
                    continue
                label = other._meta.app_label
                if label not in HEIGHT or not may_lean(room=room, on=label):
                    wrong.append(f"{room}.{model.__name__}.{field.name} points at {label}")
    assert wrong == []


def test_foreign_keys_written_as_strings_in_migrations_lean_down_too() -> None:
    wrong = []
    for room in HEIGHT:
        for path in (RECORDS / room / "migrations").glob("*.py"):
            for label in re.findall(r"\bto=[\"'](\w+)\.\w+[\"']", path.read_text()):
                if not may_lean(room=room, on=label):
                    wrong.append(f"{path.relative_to(CHECKOUT)} points at {label}")
    assert wrong == []


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_records_speak_no_word_of_the_web() -> None:
    wrong = [
        f"{path.relative_to(CHECKOUT)} imports {name}"
        for path in RECORDS.rglob("*.py")
        for name in imported(path)
        if name.startswith(WEB)
    ]
    assert wrong == []


def test_only_acting_says_for_whom_the_database_is_read() -> None:
    setting = re.compile(r"set_config\s*\(|\bset\s+(local\s+|session\s+)?recourse\.", re.IGNORECASE)
    found = {
        str(path.relative_to(CHECKOUT))
        for path in (CHECKOUT / "recourse").rglob("*.py")
        if setting.search(path.read_text())
    }
    assert found == {"recourse/records/directory/acting.py"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
