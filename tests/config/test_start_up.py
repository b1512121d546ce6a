"""What starting up refuses, and what it says."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recourse.config.command import household
from recourse.config.database import address, places

SETTINGS = "recourse.config.settings"


def recourse(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | more
    command = [sys.executable, "-m", "recourse.config.command", *words]
    return subprocess.run(command, env=env, cwd=places.CHECKOUT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("verb", ["run", "migrate"])
def test_production_without_a_database_of_its_own_refuses_and_says_why(verb: str) -> None:
    said = recourse(verb, DJANGO_SETTINGS_MODULE=f"{SETTINGS}.production")
    assert said.returncode == 1
    assert said.stderr.startswith("recourse: DATABASE_URL is not set.")
    assert said.stderr.count("\n") == 1


def test_an_unknown_verb_is_answered_with_those_there_are() -> None:
    said = recourse("dance")
    assert said.returncode == 2
    assert "there is no verb 'dance'" in said.stderr
    assert "migrate" in said.stderr


def test_the_verbs_about_the_law_start_without_django() -> None:
    asked = "import sys; from recourse.config.command import main\n"
    asked += "try: main(['check', '--help'])\nexcept SystemExit: pass\n"
    asked += "print([name for name in ('django', 'psycopg') if name in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=places.CHECKOUT, capture_output=True, text=True, check=True
    )
    assert said.stdout.splitlines()[-1] == "[]"


def test_a_taken_port_gives_the_next_one() -> None:
    with household.open_socket(18000) as first, household.open_socket(first.getsockname()[1]) as second:
        assert second.getsockname()[1] > first.getsockname()[1]
        assert second.getsockname()[0] == "127.0.0.1"


def test_no_free_port_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(household, "_PORTS", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(household.CannotServe, match="is free"):
            household.open_socket(taken.getsockname()[1])


def test_a_child_ends_when_its_parent_is_killed() -> None:
    asked = "import signal, time; from recourse.config import children\n"
    asked += "child = children.start(['sleep', '60'], ended_by=signal.SIGTERM)\n"
    asked += "print(child.pid, flush=True); time.sleep(60)"
    words = [sys.executable, "-c", asked]
    with subprocess.Popen(words, cwd=places.CHECKOUT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 20
    while Path(f"/proc/{child}").exists() and "Z" not in Path(f"/proc/{child}/stat").read_text().split()[2]:
        assert time.monotonic() < until, "the child outlived its parent"
        time.sleep(0.05)


def test_a_database_address_gives_every_role_its_own_password() -> None:
    url = "postgresql://maker:secret@db.example:5433/shelter?sslmode=require"
    where = address.of_url(url)
    assert (where.host, where.port, where.database, where.admin) == ("db.example", "5433", "shelter", "maker")
    assert where.extra == {"sslmode": "require"}
    passwords = {where.password(role) for role in address.ROLES}
    assert len(passwords) == 4
    assert "secret" not in " ".join(passwords)
    assert "secret" not in repr(where)


def test_a_role_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_ROLE", "king")
    with pytest.raises(ValueError, match="expected one of: owner, app, worker, auditor"):
        address.role()


def test_each_checkout_has_its_own_place_outside_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECOURSE_DATA", raising=False)
    here = places.here()
    assert places.CHECKOUT not in here.root.parents
    monkeypatch.setattr(places, "CHECKOUT", places.CHECKOUT.with_name("another"))
    assert places.here() != here
    monkeypatch.setenv("RECOURSE_DATA", "/somewhere/else")
    assert str(places.here().root) == "/somewhere/else"


def test_whoever_reads_only_the_first_line_of_an_answer_gets_no_complaint() -> None:
    words = f"{sys.executable} -m recourse.config.command law show part7 | head -n 1"
    said = subprocess.run(
        ["bash", "-c", words], cwd=places.CHECKOUT, capture_output=True, text=True, check=False
    )
    assert said.stdout
    assert said.stderr == ""
