"""The rows of a list of people, written out in one go: as tags they cost half of the page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from recourse.pages.look import addresses, days
from recourse.pages.look.markup import fill, fill_each

_ROW = (
    '<li class="rc-row"><div class="rc-row__who"><h2 class="rc-row__name"><a href="{}"><bdi>{}</bdi></a></h2>'
    '{}</div>\n<div class="rc-row__chip rc-row__quiet">{}</div>\n<div class="rc-row__says">'
    '<span class="rc-quiet">{}{}.</span><span class="rc-row__since">{}</span></div></li>'
)
_SECOND = ' <span class="rc-row__second"><bdi>“{}”</bdi></span>'
_SAYS = ". <bdi>{}</bdi>"


def rows(listed: Iterable[Any]) -> SafeString:
    """Each of `queries.Listed`: who, when touched, reference, place, language, and why they are seen."""
    today = days.this_day()
    written = fill_each("", _ROW, (_words(one, today) for one in listed))
    return fill('<ul class="rc-rows rc-rows--plain">{}</ul>', written)


def _words(one: Any, today: date) -> tuple[object, ...]:
    who = one.identity
    second = fill(_SECOND, who.nickname) if who.name and who.nickname else ""
    says = fill_each("", _SAYS, ((said,) for said in (who.place, who.language) if said))
    at = days.moment(one.person.touched_at, today)
    return (
        addresses.of("people:one", one.person.pk),
        who.display_name,
        second,
        at,
        one.person.reference,
        says,
        _why(one),
    )


def _why(one: Any) -> str:
    if one.share:
        return f"Shared with you until {days.day(days.last_day(one.share.after_last_day))}"
    return f"Worker: {one.lead_name}" if one.lead_name else "No worker"
