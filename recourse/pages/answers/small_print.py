"""What stands small beneath an outcome: since when, how sure, verified or not, what to do if refused."""

from collections.abc import Mapping
from typing import Any

from recourse.pages.look import outcomes as words

UNVERIFIED = "No named person has compared it with the legislation yet."


def of(outcome: Mapping[str, Any]) -> str:
    """The small print of one outcome."""
    without = {name: part for name, part in outcome.items() if name != "challenge"}
    never = outcome.get("verified_on") in (None, "", "never")
    said = (
        words.small_print(without),
        UNVERIFIED if never else "",
        _challenge(outcome.get("challenge") or {}),
    )
    return " ".join(filter(None, said))


def _challenge(challenge: Mapping[str, Any]) -> str:
    """What can be done against a refusal, and within how long."""
    how = str(challenge.get("how", "")).rstrip(". ")
    if not how:
        return ""
    days = challenge.get("days")
    within = str(challenge.get("within", "")) or (f"{days} days" if days else "")
    limit = f" Within {within}." if within and within not in how and f"{days} " not in how else ""
    under = f" ({challenge['under']})" if challenge.get("under") else ""
    return f"Refused? {how[:1].upper()}{how[1:]}{under}.{limit}"
