"""What happened to a person, written out in one go: as tags it cost a third of the page."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_LINE = '<ol class="rc-line">{}</ol>\n'
_DAY = '<li class="rc-line__day"><h3>{}</h3></li>{}'
_ENTRY = (
    '<li><span class="rc-line__dot rc-line__dot--{}">{}</span><span class="rc-line__when">{}</span>'
    '<span class="rc-line__what">{}</span>{}</li>'
)
_WAY = '<a href="{}">{}</a>'
_MORE = '<span class="rc-line__more" dir="auto">{}</span>'


def line(entries: Iterable[Any], *, icon: Callable[[str], str]) -> SafeString:
    """A list with a heading for each day."""
    return format_html(_LINE, format_html_join("", _DAY, _days(entries, icon)))


def _days(entries: Iterable[Any], icon: Callable[[str], str]) -> Iterator[tuple[str, SafeString]]:
    for (_, words), of_day in groupby(entries, key=lambda entry: (entry.day, entry.day_words)):
        yield words, format_html_join("", _ENTRY, (_entry(entry, icon) for entry in of_day))


def _entry(entry: Any, icon: Callable[[str], str]) -> tuple[str, str, str, str, str]:
    what = format_html(_WAY, entry.address, entry.what) if entry.address else entry.what
    more = format_html(_MORE, entry.more) if entry.more else ""
    return entry.kind, icon(entry.icon), entry.when, what, more
