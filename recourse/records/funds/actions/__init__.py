"""The verbs of money: rates, costs, receipts, what is in the bank, funders' grants, grants to people."""

from recourse.records.funds.actions.awarding import award, stop
from recourse.records.funds.actions.bookkeeping import end_cost, pay, receive, say_balance, strike_out
from recourse.records.funds.actions.forgetting import forget
from recourse.records.funds.actions.granting import win
from recourse.records.funds.actions.pricing import set_rate

__all__ = [
    "award",
    "end_cost",
    "forget",
    "pay",
    "receive",
    "say_balance",
    "set_rate",
    "stop",
    "strike_out",
    "win",
]
