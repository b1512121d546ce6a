"""`recourse doctor`: well on a fresh machine, and plain about what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from recourse.config.database import address, places
from recourse.config.doctor import assets, backups, database, duties, machine
from recourse.config.doctor.findings import WRONG, Finding
from tests import personas

TODAY = date(2026, 11, 22)


@pytest.fixture
def place(tmp_path: Path) -> places.Place:
    place = places.Place(tmp_path / "data")
    places.settle_secrets(place)
    return place


def wrongs(found: Iterator[Finding]) -> list[str]:
    return [finding.what for finding in found if finding.state == WRONG]


def test_on_a_fresh_machine_nothing_is_wrong(place: places.Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECOURSE_MAIL_HOST", raising=False)
    assert wrongs(machine.look(place, today=TODAY)) == []
    assert wrongs(machine.settings(demonstration=True)) == []


def test_a_helper_that_cannot_be_fenced_in_is_named(
    place: places.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine.papers, "is_out_of_reach", lambda path: False)
    found = [finding.what for finding in machine.look(place, today=TODAY) if finding.state == "mind"]
    assert any("could read the keys" in what for what in found)


def test_a_secret_that_others_can_read_is_named(place: places.Place) -> None:
    loose = place.secrets / "django"
    loose.write_text("secret")
    loose.chmod(0o644)
    assert wrongs(machine.look(place, today=TODAY)) == [f"Others can open {loose}"]


def test_a_python_without_fixes_and_a_relay_that_cannot_be_meant_are_wrong(
    place: places.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOURSE_MAIL_HOST", "mail.example")
    monkeypatch.setenv("RECOURSE_MAIL_TLS", "none")
    found = " ".join(wrongs(machine.look(place, today=date(2032, 1, 1))))
    assert "gets no fixes" in found and "mail relay cannot be used" in found


def test_the_demonstration_may_not_answer_to_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_HOSTS", "recourse.example")
    assert "choose whom to be" in wrongs(machine.settings(demonstration=True))[0]


def test_an_open_way_to_a_far_database_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@db.example/recourse")
    assert any("not proved to be encrypted" in what for what in wrongs(machine.settings(demonstration=True)))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://a:b@db.example/recourse",
        "postgresql://a:b@db.example/recourse?sslmode=require",
        "host=/run/postgresql,db.example dbname=recourse",
    ],
)
def test_production_does_not_start_by_a_way_that_others_can_read(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(address.NoDatabase, match="sslmode=verify-full"):
        address.chosen(must_be_named=True)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://a:b@db.example/recourse?sslmode=verify-full",
        "postgresql://a:b@127.0.0.1/recourse",
        "postgresql:///recourse?host=/run/postgresql",
    ],
)
def test_production_starts_by_a_way_nobody_else_can_read(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert address.chosen(must_be_named=True).database == "recourse"


def test_a_worker_without_a_pulse_and_a_job_that_hangs_are_wrong(really_commits: address.Address) -> None:
    from recourse.jobs.app import app

    at = datetime.now(UTC)
    quiet = wrongs(database.look(really_commits, demonstration=True, is_running=False, at=at))
    assert quiet == []
    app.tasks["lapse_offers"].defer(timestamp=1)
    with really_commits.connect(role="worker") as worker:
        worker.execute("update procrastinate_jobs set status = 'doing'")
    found = wrongs(database.look(really_commits, demonstration=True, is_running=True, at=at))
    assert [what.partition(" ")[0] for what in found] == ["No", "1"]


def test_where_nothing_is_backed_up_production_is_wrong_and_the_demonstration_is_told(
    really_commits: address.Address,
) -> None:
    at = datetime.now(UTC) + timedelta(days=1)
    assert wrongs(backups.look(really_commits, demonstration=True, at=at)) == []
    (found,) = wrongs(backups.look(really_commits, demonstration=False, at=at))
    assert "Nothing is backed up" in found


@pytest.mark.own_server
def test_nights_that_did_not_come_letters_that_wait_and_alerts_nobody_read_say_what_to_do(
    really_commits: address.Address,
) -> None:
    at = datetime.now(UTC)
    fresh = list(duties.look(really_commits, demonstration=False, at=at))
    assert wrongs(iter(fresh)) == [] and all(finding.do for finding in fresh if finding.state != "well")
    town = personas.agencies()
    ours = town.outreach.agency
    with really_commits.connect() as admin:
        admin.execute(
            "insert into procrastinate_periodic_defers (task_name, defer_timestamp)"
            " select name, %s from unnest(array['keep', 'sign_heads']) name",
            [int((at - timedelta(hours=9)).timestamp())],
        )
        assert wrongs(duties.look(really_commits, demonstration=False, at=at)) == []
        admin.execute(
            "update directory_organisation set heads_to = 'heads@night.example' where id = %s", [ours.pk]
        )
        admin.execute(
            "insert into ledger_signedhead (id, agency, day, number, hash, before, public_key, signature,"
            " signed_at) values (gen_random_uuid(), %s, '2026-11-20', 1, '', '', '', '', %s)",
            [ours.pk, at - timedelta(days=2)],
        )
        admin.execute(
            "insert into people_overread (id, agency_id, worker_id, people, was_stopped, at)"
            " values (gen_random_uuid(), %s, %s, 61, false, %s)",
            [ours.pk, town.noor.pk, at - timedelta(days=3)],
        )
    found = list(duties.look(really_commits, demonstration=False, at=at + timedelta(days=4)))
    assert [finding.what[:20] for finding in found] == [
        "It is 4 days since w",
        "It is 4 days since t",
        "1 signed heads of le",
        "1 times somebody rea",
    ]
    assert all(finding.state == WRONG and finding.do for finding in found)
    assert wrongs(duties.look(really_commits, demonstration=True, at=at + timedelta(days=4))) == []


def test_one_whom_the_policies_stop_is_told_that_heads_and_alerts_are_out_of_sight(
    really_commits: address.Address,
) -> None:
    owner = replace(
        really_commits, admin=address.ROLES["owner"], admin_password=really_commits.password("owner")
    )
    found = list(duties.look(owner, demonstration=False, at=datetime.now(UTC)))
    assert [finding.state for finding in found] == ["mind", "mind", "mind"]
    assert "cannot see whether heads and alerts wait" in found[-1].what and "BYPASSRLS" in found[-1].do


def test_the_assets_are_named_with_version_and_licence() -> None:
    known = {asset.name: asset for asset in assets.all_of(places.here())}
    assert known["django"].version.startswith("5.2") and known["django"].licence == "BSD-3-Clause"
    assert known["procrastinate"].licence and known["Recourse"].licence == "MIT"
    assert any(name.startswith("GOV.UK Frontend") for name in known)
