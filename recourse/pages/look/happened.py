"""What happened to a person, written out in one go: as tags it cost a third of the page."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from recourse.pages.look.markup import fill, fill_each

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
    return fill(_LINE, fill_each("", _DAY, _days(entries, icon)))


def _days(entries: Iterable[Any], icon: Callable[[str], str]) -> Iterator[tuple[str, SafeString]]:
    for (_, words), of_day in groupby(entries, key=lambda entry: (entry.day, entry.day_words)):
        yield words, fill_each("", _ENTRY, (_entry(entry, icon) for entry in of_day))


def _entry(entry: Any, icon: Callable[[str], str]) -> tuple[str, str, str, str, str]:
    what = fill(_WAY, entry.address, entry.what) if entry.address else entry.what
    more = fill(_MORE, entry.more) if entry.more else ""
    return entry.kind, icon(entry.icon), entry.when, what, more
