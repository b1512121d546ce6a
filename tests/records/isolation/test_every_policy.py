"""Who reaches what in every walled table is as written down, and every single policy is needed for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from psycopg import sql

from recourse.config.database.address import Address
from tests.records.isolation import probing, town
from tests.records.isolation.probing import Prober

WRITTEN = Path(__file__).with_name("reach.yaml")


class Policy(NamedTuple):
    """One policy, as the database knows it."""

    table: str
    name: str
    command: str
    using: str | None
    check: str | None


@pytest.fixture
def prober(really_commits: Address) -> Iterator[Prober]:
    viewers = town.tell(really_commits)
    with really_commits.connect() as admin:
        yield Prober(admin, viewers)


def test_every_policy_is_needed_for_what_is_written_down(prober: Prober, tmp_path: Path) -> None:
    empty = [table.name for table in prober.tables.values() if not table.size]
    assert ", ".join(empty) == "", (
        "the town has no row there: let something happen in tests/records/isolation/town.py"
    )
    told = prober.tell()
    found = tmp_path / "reach.yaml"
    found.write_text(yaml.safe_dump(told, sort_keys=True, width=110))
    written = yaml.safe_load(WRITTEN.read_text()) or {}
    wrong = {
        table: told.get(table) for table in told.keys() | written if told.get(table) != written.get(table)
    }
    assert wrong == {}, (
        f"{yaml.safe_dump(wrong)}\nwhen this is right, read it, and copy {found} over {WRITTEN.name}"
    )
    strangers_reach_their_own_alone(prober, told)
    assert "\n".join(unnoticed(prober, written)) == ""


def strangers_reach_their_own_alone(prober: Prober, told: probing.Told) -> None:
    stranger = prober.viewers["a stranger"].context["recourse.agency"]
    for table in prober.tables.values():
        own = sum(1 for row in table.rows if row.get(table.owner) == stranger)
        if table.owner == "id" or table.name in ("directory_figure", "criteria_version", "prices_quarter"):
            continue
        reads = told[table.name].get(probing.READ, {})
        assert reads.get("a stranger", 0) == own, table.name
        assert "nobody" not in reads, table.name


def unnoticed(prober: Prober, written: probing.Told) -> Iterator[str]:
    for policy in policies(prober):
        for what, words in changes(policy):
            ways = probing.WAYS[policy.command]
            with prober.changed(words):
                told = prober.tell([policy.table], ways)
            if all(told[policy.table].get(way) == written[policy.table].get(way) for way in ways):
                yield f"{what} {policy.name}"


def changes(policy: Policy) -> Iterator[tuple[str, sql.Composed]]:
    names = {"name": sql.Identifier(policy.name), "table": sql.Identifier(policy.table)}
    yield "dropping", sql.SQL("drop policy {name} on {table}").format(**names)
    if {policy.using, policy.check} - {None, "true"}:
        words = "alter policy {name} on {table} to public"
        words += " using (true)" if policy.using else ""
        words += " with check (true)" if policy.check else ""
        yield "widening", sql.SQL(words).format(**names)


def policies(prober: Prober) -> list[Policy]:
    found = prober.admin.execute(
        "select tablename, policyname, cmd, qual, with_check from pg_policies order by tablename, policyname"
    )
    return [Policy(*row) for row in found]
