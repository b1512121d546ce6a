"""Reading the books of one's own agency, and grants to people as far as one may see them."""

from recourse.records.funds.queries.awards import (
    AtOnce,
    awards_of,
    one_award,
    others_at_once,
    paid_by,
    paid_from,
    people_paid_by,
    running_elsewhere,
    sight,
)
from recourse.records.funds.queries.books import as_award, books, homes_named, outcomes
from recourse.records.funds.queries.entries import (
    balance,
    costs,
    grants,
    one_cost,
    one_grant,
    one_rate,
    one_receipt,
    rates,
    rates_on,
    receipts,
)
from recourse.records.funds.queries.rooms import nights_there, rooms_on, scheme_on

__all__ = [
    "AtOnce",
    "as_award",
    "awards_of",
    "balance",
    "books",
    "costs",
    "grants",
    "homes_named",
    "nights_there",
    "one_award",
    "one_cost",
    "one_grant",
    "one_rate",
    "one_receipt",
    "others_at_once",
    "outcomes",
    "paid_by",
    "paid_from",
    "people_paid_by",
    "rates",
    "rates_on",
    "receipts",
    "rooms_on",
    "running_elsewhere",
    "scheme_on",
    "sight",
]
