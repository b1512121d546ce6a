"""What browsers say they stopped: counted by day, rule and kind of page, bounded, without an entry."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.db.models import QuerySet

from recourse.records.access.models import Refused

KEPT_FOR = timedelta(days=30)
MOST_A_DAY = 300
# Strangers can send reports: a day has a bounded number of rows, and what comes after them is not counted.
_COUNT = """
insert into access_refused (day, directive, page, times)
select %(day)s::date, %(directive)s::varchar, %(page)s::varchar, 1
where (select count(*) from access_refused where day = %(day)s) < %(most)s
    or exists (select 1 from access_refused
        where day = %(day)s and directive = %(directive)s::varchar and page = %(page)s::varchar)
on conflict (day, directive, page) do update set times = least(access_refused.times + 1, 1000000)
"""


def count(*, directive: str, page: str, on: date) -> None:
    """Count one more of these on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT, {"day": on, "directive": directive[:30], "page": page[:120], "most": MOST_A_DAY}
        )


def lately(*, today: date) -> list[Refused]:
    """Give what was counted in the last thirty days, the newest day and the most first."""
    counted = Refused.objects.filter(day__gt=today - KEPT_FOR)
    return list(counted.order_by("-day", "-times", "directive", "page")[:300])


def old(*, today: date) -> QuerySet[Refused]:
    """Give what has been kept long enough."""
    return Refused.objects.filter(day__lte=today - KEPT_FOR)
