"""Days, stretches of days, months and working days."""

from recourse.reasoning.periods.days import (
    days_between,
    holidays_passed,
    is_working_day,
    later_by_days,
    later_by_months,
    later_by_working_days,
    later_by_years,
    months_between,
    working_day_by,
    working_day_from,
    years_between,
)
from recourse.reasoning.periods.stretches import Stretch

__all__ = [
    "Stretch",
    "days_between",
    "holidays_passed",
    "is_working_day",
    "later_by_days",
    "later_by_months",
    "later_by_working_days",
    "later_by_years",
    "months_between",
    "working_day_by",
    "working_day_from",
    "years_between",
]
