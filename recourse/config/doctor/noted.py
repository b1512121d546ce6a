"""The releases that were current when this was written down: what is older misses known fixes."""

from __future__ import annotations

from datetime import date, timedelta

NOTED_ON = date(2026, 11, 22)
STALE_AFTER = timedelta(days=90)
# The newest minor release of each major version that we saw on that day.
POSTGRESQL = {15: 20, 18: 7}
DJANGO = (5, 2, 19)
# When the security fixes of each Python end.
PYTHON_ENDS = {
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}
DJANGO_ENDS = date(2028, 4, 30)
