"""Words put into markup, for the lists that do it hundreds of times a page.

As `django.utils.html.format_html`, which looks at each word three times for a lazy one. We have none.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString


def fill(template: str, *values: object) -> SafeString:
    """Put values into a template of ours, each escaped unless it is markup already."""
    return SafeString(template.format(*map(_escaped, values)))


def fill_each(between: str, template: str, rows: Iterable[Iterable[object]]) -> SafeString:
    """Fill a template once for each row, one after the other."""
    return SafeString(between.join(template.format(*map(_escaped, row)) for row in rows))


def _escaped(value: object) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))
