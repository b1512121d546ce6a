"""What is said about a share: to the person before they agree, and to workers afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.timezone import now

from recourse.pages.sharing.forms import Agreeing, Choosing
from recourse.records.people import fields as field_names
from recourse.records.people import may
from recourse.records.people.actions import agreeing
from recourse.records.people.identity import Identity

if TYPE_CHECKING:
    from recourse.records.directory.models import Service, Worker
    from recourse.records.people.models import Share

GIVES_BEDS = ("hosting", "housing_association")


@dataclass(frozen=True, slots=True)
class Line:
    """One share as it is listed."""

    share: Share
    fields: str
    not_fields: str
    last_day: date
    is_live: bool
    is_to_us: bool
    may_stop: bool
    ended: str


def line(share: Share, *, by: Worker, today: date) -> Line:
    """What a share lets a service see, until when, and whether this worker may stop it."""
    is_live = not share.is_withdrawn and share.first_day <= today < share.after_last_day
    is_live = is_live and (share.ends_at is None or now() < share.ends_at)
    hidden = [field for field in field_names.FIELDS if field not in share.fields]
    return Line(
        share=share,
        fields=field_names.in_words(share.fields),
        not_fields=field_names.in_words(hidden) if hidden else "",
        last_day=share.after_last_day - timedelta(days=1),
        is_live=is_live,
        is_to_us=share.to_service_id in by.service_ids,
        may_stop=is_live and share.emergency_id is None and may.withdraw(by, share),
        ended="" if is_live else _ended(share, today),
    )


def _ended(share: Share, today: date) -> str:
    if share.withdrawn_at:
        by = f", recorded by {share.withdrawn_by.name}" if share.withdrawn_by else ""
        return f"Taken back on {share.withdrawn_at.day} {share.withdrawn_at:%B %Y}{by}."
    return (
        "Over."
        if share.ends_at or today >= share.after_last_day
        else f"Begins on {share.first_day.day} {share.first_day:%B}."
    )


def words_to_read(to: Service, fields: Iterable[str], purpose: str, after_last_day: date) -> str:
    """What the person is told, in words that can be read aloud."""
    last_day = after_last_day - timedelta(days=1)
    return agreeing.told_words(to, field_names.check(fields), purpose, last_day, True)


def status_words(to: Service, purpose: str, after_last_day: date) -> str:
    """What the person is told about their immigration status, by itself."""
    last_day = after_last_day - timedelta(days=1)
    return (
        f"There is one more thing, asked by itself. {to.full_name} may also see your"
        f" immigration status, until {last_day.day} {last_day:%B %Y}. Why: {purpose.rstrip('. ')}. You can"
        " say no to this and still share the rest. You can stop it any day, and help does not depend on it."
    )


def how(agreed: Mapping[str, Any]) -> dict[str, Any]:
    """How it was agreed, from either form."""
    return {key: agreed[key] for key in ("how", "language", "checked")}


def three_months(today: date) -> date:
    """The day three months from today, or the last one of that month."""
    year, month = today.year + (today.month + 2) // 12, (today.month + 2) % 12 + 1
    day = today.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def kept(choosing: Choosing) -> list[tuple[str, str]]:
    """Every box of the first form as it was sent, to be sent again with the second."""
    names = ("to", "fields_to_share", "status", "purpose", "until_0", "until_1", "until_2",
             "until_day", "until_month", "until_year")  # fmt: skip
    return [(name, value) for name in names for value in choosing.data.getlist(name)]  # type: ignore[attr-defined]


def kept_too(agreeing: Agreeing) -> list[tuple[str, str]]:
    """Every box of the second form as it was sent, to be sent again with the third."""
    names = ("how", "language", "was_read", "checked")
    return [(name, value) for name in names for value in agreeing.data.getlist(name)]  # type: ignore[attr-defined]


def called(who: Identity) -> str:
    """What one calls a person in a sentence."""
    return who.name.split()[0] if who.name else who.nickname or "this person"


def then(request: HttpRequest) -> str:
    """Where to go once it is agreed: on to the referral, or to the list."""
    wanted = request.POST.get("then") or request.GET.get("then") or ""
    return "refer" if wanted == "refer" else ""
