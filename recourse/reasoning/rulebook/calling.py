"""What one calls, in a sentence about a person, somebody who lives with them."""

from __future__ import annotations

_CALLED = {
    "husband": "their husband",
    "wife": "their wife",
    "spouse": "their husband or wife",
    "partner": "their partner",
    "civil_partner": "their civil partner",
    "parent": "their mother or father",
}
_LISTED = {"child": "child", "son": "son", "daughter": "daughter"}


def called(whose: str) -> str:
    """Words for the name a person of a household has in answers: "partner 1" is "their partner".

    Whoever has no word of their own keeps the place they have in the list.
    """
    role, _, number = whose.partition(" ")
    if role in _CALLED:
        return _CALLED[role]
    if role in _LISTED:
        return f"{_LISTED[role]} {number}".strip()
    return f"person {number} of those they live with" if number else "somebody they live with"
