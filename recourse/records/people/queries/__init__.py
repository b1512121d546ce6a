"""The reads about people; the policies decide what they give."""

from recourse.records.people.identity import search
from recourse.records.people.queries.finding import (
    Listed,
    PageOfPeople,
    led_by,
    list_of,
    one,
    page_of,
    visible,
)
from recourse.records.people.queries.happening import Happening, History, Look, history, looks, timeline
from recourse.records.people.queries.knowing import current, facts, facts_of, learnt, notes
from recourse.records.people.queries.sharing import (
    Sharing,
    consents,
    fields_in_sight,
    one_share,
    share_for,
    shares,
    sharing,
    sight_was_agreed,
    standing_shares,
)

__all__ = [
    "Happening",
    "History",
    "Listed",
    "Look",
    "PageOfPeople",
    "Sharing",
    "consents",
    "current",
    "facts",
    "facts_of",
    "fields_in_sight",
    "history",
    "learnt",
    "led_by",
    "list_of",
    "looks",
    "notes",
    "one",
    "one_share",
    "page_of",
    "search",
    "share_for",
    "shares",
    "sharing",
    "sight_was_agreed",
    "standing_shares",
    "timeline",
    "visible",
]
