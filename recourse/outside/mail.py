"""Sends one letter, through the one relay the environment names and through nothing else.

Settings, all in the environment: RECOURSE_MAIL_HOST, RECOURSE_MAIL_PORT (587), RECOURSE_MAIL_FROM,
RECOURSE_MAIL_USER and RECOURSE_MAIL_PASSWORD_FILE, and RECOURSE_MAIL_TLS: "starttls" (as usual), "tls", or
"none", which is accepted for a relay on this machine alone. No letter says anything about a person.
"""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

_LONGEST_WAIT = 20
_HERE = ("localhost", "127.0.0.1", "::1")


class NoRelay(Exception):
    """No relay is named, so letters wait."""


class NoAddress(ValueError):
    """A letter was for nobody, or for more than one."""


@dataclass(frozen=True)
class Attachment:
    """A file of plain text that goes with a letter."""

    name: str
    text: str


@dataclass(frozen=True)
class Relay:
    """The one server letters go through."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: str = "starttls"


def relay(environment: Mapping[str, str] | None = None) -> Relay | None:
    """Give the relay the environment names, or None; raise ValueError when what it says cannot be meant."""
    said = os.environ if environment is None else environment
    host = said.get("RECOURSE_MAIL_HOST", "").strip()
    if not host:
        return None
    tls = said.get("RECOURSE_MAIL_TLS", "starttls")
    if tls not in ("starttls", "tls", "none") or (tls == "none" and host not in _HERE):
        raise ValueError(
            "RECOURSE_MAIL_TLS must be starttls or tls; none is for a relay on this machine alone."
        )
    sender = said.get("RECOURSE_MAIL_FROM", "")
    if not _is_address(sender):
        raise ValueError("RECOURSE_MAIL_FROM must be the one address that letters come from.")
    kept = said.get("RECOURSE_MAIL_PASSWORD_FILE")
    return Relay(
        host=host,
        port=int(said.get("RECOURSE_MAIL_PORT", "587")),
        sender=sender,
        user=said.get("RECOURSE_MAIL_USER", ""),
        password=Path(kept).read_text().strip() if kept else "",
        tls=tls,
    )


def send(
    *, to: str, subject: str, text: str, attachments: Iterable[Attachment] = (), known_as: str = ""
) -> None:
    """Send a letter to one address, or raise; `known_as` lets a mailbox tell that two are one."""
    through = relay()
    if through is None:
        raise NoRelay("No mail relay is named: set RECOURSE_MAIL_HOST and RECOURSE_MAIL_FROM.")
    if not _is_address(to):
        raise NoAddress("A letter goes to one address.")
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = through.sender, to, subject
    if known_as:
        letter["Message-ID"] = f"<{known_as}@{through.sender.rpartition('@')[2]}>"
    letter.set_content(text)
    for attachment in attachments:
        letter.add_attachment(attachment.text, filename=attachment.name)
    with _open(through) as server:
        if through.user:
            server.login(through.user, through.password)
        server.send_message(letter)


def _open(through: Relay) -> smtplib.SMTP:
    safely = ssl.create_default_context()
    if through.tls == "tls":
        return smtplib.SMTP_SSL(through.host, through.port, timeout=_LONGEST_WAIT, context=safely)
    server = smtplib.SMTP(through.host, through.port, timeout=_LONGEST_WAIT)
    if through.tls == "starttls":
        server.starttls(context=safely)
    return server


def _is_address(said: str) -> bool:
    name, address = parseaddr(said)
    return not name and address == said and said.count("@") == 1 and said.isascii() and " " not in said
