"""The nouns about people: who they are, what is known, what was noted, what was agreed and shared."""

from recourse.records.people.models.agreed import Consent, Share
from recourse.records.people.models.emergency import Emergency
from recourse.records.people.models.known import Fact, Note, Particular, Person, SearchToken
from recourse.records.people.models.reading import Overread, Seen

__all__ = [
    "Consent",
    "Emergency",
    "Fact",
    "Note",
    "Overread",
    "Particular",
    "Person",
    "SearchToken",
    "Seen",
    "Share",
]
