"""The rows of a list of people, written out in one go: as tags they cost half of the page."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from recourse.pages.look import addresses, days

_ROW = (
    '<li class="rc-row"><div class="rc-row__who"><h2 class="rc-row__name"><a href="{}"><bdi>{}</bdi></a></h2>'
    '{}</div>\n<div class="rc-row__chip rc-row__quiet">{}</div>\n<div class="rc-row__says">'
    '<span class="rc-quiet">{}{}.</span><span class="rc-row__since">{}</span></div></li>'
)
_SECOND = ' <span class="rc-row__second"><bdi>“{}”</bdi></span>'
_SAYS = ". <bdi>{}</bdi>"


def rows(listed: Iterable[Any]) -> SafeString:
    """Each of `queries.Listed`: who, when touched, reference, place, language, and why they are seen."""
    return format_html(
        '<ul class="rc-rows rc-rows--plain">{}</ul>', format_html_join("", _ROW, map(_words, listed))
    )


def _words(one: Any) -> tuple[object, ...]:
    who = one.identity
    second = format_html(_SECOND, who.nickname) if who.name and who.nickname else ""
    says = format_html_join("", _SAYS, ((said,) for said in (who.place, who.language) if said))
    at = days.moment(one.person.touched_at)
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
