"""What a person may ask for, and how they complain, in plain words."""

from __future__ import annotations

RIGHTS = (
    "You can ask for a copy of this at any time. It is free, and you get it within a month.",
    "You can ask us to put right what is wrong, or to add what is missing.",
    "You can stop any sharing on any day. From the next click nobody there sees you.",
    "You can ask us to erase what we hold. If the law makes us keep something, we say what and why.",
    "You can tell us not to use something about you. We stop, unless we can show a strong reason.",
    "Help here does not depend on what you agree to share.",
    "Nothing goes to the Home Office or the police from here unless you agreed to exactly that.",
)


def complaints(agency: str, *, where: str = "") -> list[str]:
    """How to complain to the agency that keeps the record, and where to go if that does not help."""
    written = f" Write to: {where}" + ("" if where.endswith(".") else ".") if where else ""
    return [
        f"If you think we got something wrong, or shared it against your wish, complain to {agency}: tell any"
        f" worker there, or write. They must write it down.{written}",
        f"{agency} must say within 30 days that it has your complaint, look into it without delay, and tell"
        " you what came of it. Since 19 June 2026 the law makes every organisation do this.",
        "If you are not content, go to the Information Commissioner: 0303 123 1113. It is free.",
    ]
