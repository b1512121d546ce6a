"""The words, shapes and order of outcomes and verdicts, in one place."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from recourse.reasoning.rulebook.calling import called

WORDS = {
    "eligible": "Eligible",
    "raise": "For an adviser",
    "depends": "Depends",
    "discretionary": "Discretionary",
    "not_eligible": "Not eligible",
    "not_applicable": "Does not apply",
}
IN_A_TALLY = {
    "eligible": "eligible",
    "raise": "for an adviser",
    "depends": "depend",
    "discretionary": "discretionary",
    "not_eligible": "not eligible",
    "not_applicable": "does not apply",
}
HEADINGS = {
    "eligible": "Open now",
    "raise": "To raise with a regulated adviser",
    "depends": "Depends on what we do not know",
    "discretionary": "The council may help",
    "not_eligible": "Closed today",
    "not_applicable": "Does not apply",
}
VERDICTS = {
    "true": ("eligible", "true", "True"),
    "false": ("false", "false", "Not true"),
    "not_known": ("depends", "not_known", "Not known"),
    "contested": ("depends", "contested", "Not known, contested"),
}
SURE = {
    "read": "Read in a published source",
    "settled": "Known as settled law, not read again for this",
    "inferred": "Worked out from sources, not stated in one",
    "contested": "Contested",
}


def count(outcomes: Iterable[str]) -> list[dict[str, Any]]:
    """How many of each outcome there are, in the order of the page, without those there are none of."""
    found = list(outcomes)
    counts = [(outcome, found.count(outcome)) for outcome in WORDS]
    return [
        {"outcome": outcome, "count": number, "words": IN_A_TALLY[outcome]}
        for outcome, number in counts
        if number
    ]


def node(reason: Mapping[str, Any], *, about: str = "") -> dict[str, Any]:
    """A reason with its shape and its word, and its children likewise.

    `about`: whom of the household the tree is about; of anybody else a sentence says of whom it is.
    """
    whose = str(reason.get("whose") or "")
    named = (reason.get("fact") or reason.get("key")) and whose != about
    of = f"{called(whose)}: " if whose else "the person themselves: "
    shape, verdict, word = VERDICTS[str(reason["verdict"])]
    return {
        "shape": shape,
        "verdict": verdict,
        "word": word,
        "whose": of[:1].upper() + of[1:] if named else "",
        "says": reason.get("says", ""),
        "cites": reason.get("cites") or "",
        "children": [node(child, about=about) for child in reason.get("children", ())],
    }


def small_print(outcome: Mapping[str, Any]) -> str:
    """Since when, read on which day, how sure, and how it can be challenged."""
    said = []
    if outcome.get("since"):
        said.append(f"In force since {_day(outcome['since'])}.")
    if outcome.get("verified_on") and outcome["verified_on"] != "never":
        said.append(f"Read {_day(outcome['verified_on'])}.")
    if outcome.get("sure"):
        said.append(f"{SURE.get(str(outcome['sure']), outcome['sure'])}.")
    challenge = outcome.get("challenge") or {}
    if challenge.get("how"):
        within = f" within {challenge['days']} days" if challenge.get("days") else ""
        under = f" ({challenge['under']})" if challenge.get("under") else ""
        said.append(f"Refused? {challenge['how']}{within}{under}.")
    return " ".join(said)


def _day(written: Any) -> str:
    try:
        on = date.fromisoformat(str(written))
    except ValueError:
        return str(written)
    return f"{on.day} {on:%B} {on.year}"
