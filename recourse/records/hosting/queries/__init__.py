"""Reading hosts, their steps and check-ins; the policies show an agency its own alone."""

from recourse.records.hosting.queries.checking import (
    DueCheckIn,
    check_ins_of,
    check_ins_with,
    due_check_ins,
    hosted_stay,
)
from recourse.records.hosting.queries.hosts import (
    Shown,
    all_hosts,
    next_step,
    one,
    stays_with,
    steps_of,
    without_a_host,
)

__all__ = [
    "DueCheckIn",
    "Shown",
    "all_hosts",
    "check_ins_of",
    "check_ins_with",
    "due_check_ins",
    "hosted_stay",
    "next_step",
    "one",
    "stays_with",
    "steps_of",
    "without_a_host",
]
