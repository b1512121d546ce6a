"""`recourse run` as a whole: one address, nothing above the policies, and nothing left behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from recourse.config.database import address, places, roles, supervisor


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder the server's own account may reach, whoever runs the tests."""
    with tempfile.TemporaryDirectory(prefix="recourse-test-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "data"


def surroundings(data: Path, **more: str) -> dict[str, str]:
    dropped = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "RECOURSE_ROLE")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"RECOURSE_DATA": str(data), "RECOURSE_PORT": "18400"} | more


def speaking_of(data: Path) -> list[str]:
    """The command lines of the processes that name this data folder in their words or their surroundings."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
            around = (process / "environ").read_bytes()
        except OSError:
            continue
        if process.name != str(os.getpid()) and str(data).encode() in words + around:
            found.append(words.replace(b"\0", b" ").decode())
    return found


def start(data: Path) -> tuple[subprocess.Popen[str], str]:
    """Run it from a parent that we can kill; give the parent and the address."""
    command = "import subprocess, sys\nsubprocess.run([sys.executable, '-m', *sys.argv[1:]])"
    words = [sys.executable, "-c", command, "recourse.config.command", "run", "--empty"]
    parent = subprocess.Popen(
        words, cwd=places.CHECKOUT, env=surroundings(data), stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    for line in parent.stdout:
        found = re.match(r"Recourse is at (http://127\.0\.0\.1:\d+/)", line)
        if found:
            return parent, found[1]
    pytest.fail("it ended before it gave an address")


def test_when_the_parent_is_killed_the_site_the_worker_and_the_database_end_too(data: Path) -> None:
    parent, url = start(data)
    try:
        with urllib.request.urlopen(f"{url}door/") as answer:
            assert answer.status == 200
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
        running = " ".join(speaking_of(data))
        assert all(name in running for name in ("gunicorn", "recourse.config.command work", "bin/postgres"))
    finally:
        parent.kill()
        parent.communicate()
    until = time.monotonic() + 20
    while speaking_of(data):
        assert time.monotonic() < until, speaking_of(data)
        time.sleep(0.1)


@pytest.mark.parametrize(("role", "is_served"), [("owner", False), ("app", True)])
def test_the_site_serves_as_its_own_role_and_never_as_the_owner(
    data: Path, role: str, is_served: bool
) -> None:
    place = places.Place(data)
    with supervisor.running(place, is_throwaway=True):
        roles.prepare(address.of_place(place))
        said = subprocess.run(
            [sys.executable, "-c", "import recourse.config.wsgi"],
            cwd=places.CHECKOUT,
            env=surroundings(data, RECOURSE_ROLE=role),
            capture_output=True,
            text=True,
            check=False,
        )
    assert (said.returncode == 0) is is_served
    assert ("refuses to serve as recourse_owner" in said.stderr) is not is_served
