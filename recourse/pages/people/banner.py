"""Why may I see this: because of what was agreed, which fields, which not, until when, for what."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from recourse.pages.look import days
from recourse.records.people import fields

if TYPE_CHECKING:
    from recourse.records.people.identity import Identity
    from recourse.records.people.models import Person, Share


def why(
    person: "Person",
    who: "Identity",
    *,
    share: "Share | None",
    sight: frozenset[str],
    standing: Iterable["Share"],
) -> dict[str, Any]:
    """What the banner says of the share one sees this person by, or with whom else they are shared."""
    words: dict[str, Any] = {"called": called(who), "share": share, "agency": person.agency.name}
    if share is None:
        return words | {"words": _shared_with(standing)}
    hidden = [field for field in fields.FIELDS if field not in sight]
    return words | {
        "shown": fields.in_words(sight),
        "hidden": fields.in_words(hidden),
        "last_day": days.last_day(share.after_last_day),
    }


def called(who: "Identity") -> str:
    """What one calls a person in a sentence."""
    if who.name:
        return who.name.split()[0]
    return who.nickname or "this person"


def _shared_with(standing: Iterable["Share"]) -> str:
    names = sorted({share.to_service.name for share in standing})
    if not names:
        return "Shared with nobody else."
    return f"Shared with {', '.join(names)}."
