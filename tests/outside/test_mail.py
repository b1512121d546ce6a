"""Letters go through the relay the environment names, to one address, and nowhere else."""

from __future__ import annotations

import inspect
import socket
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from email import message_from_string
from pathlib import Path

import pytest

from recourse.outside import mail
from tests.outside.letters import Letters

NAMED = {"RECOURSE_MAIL_HOST": "mail.example", "RECOURSE_MAIL_FROM": "recourse@recourse.example"}


@pytest.fixture
def relay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Future[str]]:
    """A relay on this machine that takes one letter, plainly."""
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as aside:
        server.settimeout(10)
        for name, value in NAMED.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("RECOURSE_MAIL_HOST", "127.0.0.1")
        monkeypatch.setenv("RECOURSE_MAIL_PORT", str(server.getsockname()[1]))
        monkeypatch.setenv("RECOURSE_MAIL_TLS", "none")
        yield aside.submit(taken, server)


def taken(server: socket.socket) -> str:
    """Answer as a relay does, and give everything that was said to it."""
    caller, _ = server.accept()
    said = ""
    with caller, caller.makefile("rw", encoding="utf-8", newline="\r\n") as talk:
        answer(talk, "220 here")
        for line in talk:
            said += line
            verb = line[:4].upper()
            if verb == "DATA":
                answer(talk, "354 go on")
                for more in talk:
                    said += more
                    if more.strip() == ".":
                        break
                answer(talk, "250 taken")
            elif verb == "QUIT":
                answer(talk, "221 bye")
                break
            else:
                answer(talk, "250 yes")
    return said


def answer(talk: object, words: str) -> None:
    talk.write(words + "\n")
    talk.flush()


def test_a_letter_goes_through_the_relay_with_its_file(relay: Future[str]) -> None:
    mail.send(
        to="ledger@wrenfield.example",
        subject="Signed head",
        text="Keep this.",
        attachments=[mail.Attachment("head.txt", "Recourse ledger head 1\n")],
        known_as="head-1",
    )
    said = relay.result(timeout=10)
    assert "rcpt TO:<ledger@wrenfield.example>" in said
    letter = message_from_string(said[said.index("From:") :])
    assert letter["Message-ID"] == "<head-1@recourse.example>"
    assert "head.txt" in said and "Recourse ledger head 1" in said


def test_without_a_relay_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECOURSE_MAIL_HOST", raising=False)
    with pytest.raises(mail.NoRelay):
        mail.send(to="a@b.example", subject="x", text="y")


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@b.example, c@d.example", "A <a@b.example>", "a@b.example\nBcc: c@d.example"]
)
def test_a_letter_goes_to_one_address(to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NAMED.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(mail.NoAddress):
        mail.send(to=to, subject="x", text="y")


def test_what_the_environment_says_of_the_relay_is_read_with_care(tmp_path: Path) -> None:
    kept = tmp_path / "password"
    kept.write_text("secret words\n")
    found = mail.relay(NAMED | {"RECOURSE_MAIL_USER": "us", "RECOURSE_MAIL_PASSWORD_FILE": str(kept)})
    assert found == mail.Relay("mail.example", 587, "recourse@recourse.example", "us", "secret words")
    assert "secret" not in repr(found)
    assert mail.relay({}) is None
    for wrong in (
        {"RECOURSE_MAIL_TLS": "none"},
        {"RECOURSE_MAIL_TLS": "perhaps"},
        {"RECOURSE_MAIL_FROM": ""},
        {"RECOURSE_MAIL_PORT": "many"},
    ):
        with pytest.raises(ValueError):
            mail.relay(NAMED | wrong)


def test_letters_elsewhere_in_these_tests_are_sent_as_real_ones_are() -> None:
    assert inspect.signature(Letters().send) == inspect.signature(mail.send)
