"""The whole site as `recourse run` starts it, clients that write to it, and the means to kill its parts."""

from __future__ import annotations

import http.client
import os
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from recourse.config.database import places

PARTS = {
    "database": "bin/postgres",
    "site": "gunicorn",
    "worker": "recourse.config.command work",
    "keeper": "recourse.config.command keep",
}


@dataclass
class Site:
    """A running site: its address and the process that looks after its parts."""

    url: str
    parent: subprocess.Popen[str]

    def part(self, name: str) -> int | None:
        """The process of one part, if it runs."""
        for process in Path("/proc").glob("[0-9]*"):
            try:
                state = (process / "stat").read_text().rpartition(")")[2].split()
                words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if int(state[1]) == self.parent.pid and PARTS[name] in words:
                return int(process.name)
        return None

    def kill(self, name: str) -> None:
        """Kill one part, without a word."""
        process = self.part(name)
        assert process is not None, f"there is no {name}"
        os.kill(process, signal.SIGKILL)

    def wait_for(self, name: str, *, patience: float = 30.0) -> None:
        """Wait until a part that was killed runs again."""
        until = time.monotonic() + patience
        while self.part(name) is None:
            assert time.monotonic() < until, f"there is no {name}"
            time.sleep(0.02)


def is_alive(process: int) -> bool:
    """Whether a process runs, and is no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@contextmanager
def running(place: places.Place, *, port: int = 18470) -> Iterator[Site]:
    """Run it over a place until the end; what it says goes to a file beside the data."""
    dropped = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "RECOURSE_ROLE", "RECOURSE_DATABASE")
    env = {name: value for name, value in os.environ.items() if name not in dropped}
    env |= {"RECOURSE_DATA": str(place.root), "RECOURSE_PORT": str(port)}
    words = [sys.executable, "-m", "recourse.config.command", "run", "--empty"]
    with (place.root.parent / "said").open("w") as said:
        parent = subprocess.Popen(
            words, cwd=places.CHECKOUT, env=env, stdout=subprocess.PIPE, stderr=said, text=True
        )
    try:
        assert parent.stdout is not None
        for line in parent.stdout:
            found = re.match(r"Recourse is at (http://127\.0\.0\.1:\d+)/", line)
            if found:
                yield Site(found[1], parent)
                break
        else:
            raise AssertionError((place.root.parent / "said").read_text())
    finally:
        parent.terminate()
        parent.communicate(timeout=60)


@dataclass
class Writer:
    """Somebody who writes notes, sends each again until it is answered, and remembers what was said."""

    site: Site
    path: str
    cookie: str
    name: str
    written: list[str] = field(default_factory=list)
    answered_at: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    told_down: int = 0
    is_over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._write, daemon=True)

    def _write(self) -> None:
        """Write until told to stop, and see the last note through."""
        number = 0
        while not self.is_over.is_set():
            number += 1
            text = f"Note {number} by {self.name}"
            once = secrets.token_hex(16)
            while not self._sent(text, once):
                time.sleep(0.05)
            self.written.append(text)
            self.answered_at.append(time.monotonic())
            time.sleep(0.02)

    def _sent(self, text: str, once: str) -> bool:
        token = "a" * 32
        body = urlencode({"text": text, "once": once, "csrfmiddlewaretoken": token})
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            asked = http.client.HTTPConnection(urlsplit(self.site.url).netloc, timeout=30)
            asked.request("POST", self.path, body=body, headers=headers)
            answer = asked.getresponse()
            said = answer.read().decode()
            asked.close()
        except (OSError, http.client.HTTPException):
            return False
        if answer.status == 503 and "Recourse is down" in said:
            self.told_down += 1
        elif answer.status != 302 or "/people/" not in answer.headers["Location"]:
            self.wrong.append(f"{answer.status} {answer.headers['Location']} {said[:300]}")
        return answer.status == 302


def back_after(writers: list[Writer], *, since: float, patience: float) -> float:
    """Wait until every writer is answered again; give the seconds it took since a moment."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        # What was on its way already does not count: the second answer does.
        after = [[at for at in writer.answered_at if at > since] for writer in writers]
        if all(len(answers) >= 2 for answers in after):
            return max(answers[1] for answers in after) - since
        time.sleep(0.02)
    raise AssertionError(f"not back after {patience} s: {[writer.wrong[-1:] for writer in writers]}")
