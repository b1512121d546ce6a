"""The reads about people; the policies decide what they give."""

from recourse.records.people.identity import search
from recourse.records.people.queries.finding import Listed, PageOfPeople, list_of, one, page_of, visible
from recourse.records.people.queries.happening import Happening, Look, looks, timeline
from recourse.records.people.queries.knowing import facts, facts_of, notes
from recourse.records.people.queries.sharing import (
    fields_in_sight,
    one_share,
    share_for,
    shares,
    standing_shares,
)

__all__ = [
    "Happening",
    "Listed",
    "Look",
    "PageOfPeople",
    "facts",
    "facts_of",
    "fields_in_sight",
    "list_of",
    "looks",
    "notes",
    "one",
    "one_share",
    "page_of",
    "search",
    "share_for",
    "shares",
    "standing_shares",
    "timeline",
    "visible",
]
