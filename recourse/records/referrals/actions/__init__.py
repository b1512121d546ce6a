"""Everything that can be done with a referral."""

from recourse.records.referrals.actions.answering import accept, ask, refuse, reply
from recourse.records.referrals.actions.ending import close, take_back
from recourse.records.referrals.actions.forgetting import forget, forget_one
from recourse.records.referrals.actions.sending import send

__all__ = ["accept", "ask", "close", "forget", "forget_one", "refuse", "reply", "send", "take_back"]
