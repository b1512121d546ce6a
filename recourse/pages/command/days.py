"""A day as it is said to a command."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day(written: str) -> date:
    """Read a day, or say in plain words that it is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{written}” is no day, such as 2026-11-22") from None


def today() -> date:
    """Today, in England."""
    return datetime.now(LONDON).date()
