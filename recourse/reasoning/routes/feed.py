"""Writes a calendar feed (RFC 5545): a day, a reference and a short label each, and nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75
MADE_BY = "-//Recourse//Deadlines//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in the feed. `uid` names it for ever; `reference` is the service's own, never a name."""

    uid: str
    day: date
    reference: str
    label: str


def written(entries: Iterable[Entry], *, at: datetime, called: str) -> bytes:
    """The feed as UTF-8 with CRLF, each line at most 75 octets long; `at` is when it was made."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{MADE_BY}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(called)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.uid)):
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(entry: Entry, stamp: str) -> list[str]:
    after = entry.day + timedelta(days=1) if entry.day < date.max else entry.day
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{escaped(f'{entry.reference}: {entry.label}')}",
        "CLASS:CONFIDENTIAL",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """Words as a TEXT value: backslash, semicolon, comma and line break escaped; other control signs gone."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in plain if sign == "\n" or (ord(sign) >= 32 and ord(sign) != 127))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line with its CRLF, broken so that none is longer than 75 octets and no sign is cut in two."""
    pieces: list[bytes] = []
    piece, room = b"", LONGEST
    for sign in line:
        octets = sign.encode("utf-8", "replace")
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", LONGEST - 1
        piece += octets
    pieces.append(piece)
    return b"\r\n ".join(pieces) + b"\r\n"
