"""The sentences in which acts are told on a person's timeline; each room adds its own.

A title or text may name what the entry's detail holds: `{to_service}` and other names ending in
`service` or `agency` become names, days become "3 December 2026", `{fields}` a list in words,
`{reason}` the entry's reason, and a code the words given for it in `codes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from recourse.records.people.words import WhyClosed, WhyErased, WhyNow

Kind = Literal["decision", "person", "sharing", "clock", "day"]


@dataclass(frozen=True)
class Sentence:
    """How one act is told: what kind it is, its title, more about it, and words for its codes."""

    kind: Kind
    title: str
    text: str = ""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


SENTENCES: dict[str, Sentence] = {}
UNTOLD = {
    "people.look",
    "people.look_refused",
    "people.read_looks",
    "people.note",
    "people.agree",
    "people.unagree",
    "people.emergency_read",
    "keeping.erase",
    "keeping.erase_again",
}


def tell(sentences: Mapping[str, Sentence]) -> None:
    """Add the sentences of a room, by act."""
    SENTENCES.update(sentences)


tell(
    {
        "people.add": Sentence("person", "Added"),
        "people.describe": Sentence(
            "person",
            "Recorded {kind}",
            codes={
                "kind": {
                    "name": "a name",
                    "nickname": "a nickname",
                    "birth_date": "a date of birth",
                    "phone": "a phone number",
                    "email": "an email address",
                    "language": "a language",
                    "place": "where they can be found",
                    "reference_number": "a reference number",
                }
            },
        ),
        "people.learn": Sentence("person", "Answered a question", "{fact}"),
        "people.take_on": Sentence("person", "Became lead worker"),
        "people.share": Sentence(
            "sharing", "Agreed to share with {to_service}", "{fields}, until {last_day}"
        ),
        "people.withdraw": Sentence("sharing", "Stopped sharing with {to_service}"),
        "people.emergency_confirm": Sentence(
            "sharing", "Opened in an emergency by {from_agency}", "{why}", codes={"why": dict(WhyNow.choices)}
        ),
        "people.emergency_end": Sentence("sharing", "Sight in an emergency ended early"),
        "people.emergency_dispute": Sentence("sharing", "Disputed the sight in an emergency"),
        "people.erase": Sentence("decision", "Erased", "{why}", {"why": dict(WhyErased.choices)}),
        "people.erase_again": Sentence("clock", "Erased anew, as an old backup had brought them back"),
        "people.close": Sentence("decision", "File closed", "{why}", {"why": dict(WhyClosed.choices)}),
        "people.reopen": Sentence("decision", "File opened again"),
        "people.coarsen_places": Sentence("clock", "Exact places no longer kept"),
        "people.forget_places": Sentence("clock", "Places no longer kept"),
        "people.forget": Sentence("clock", "What an agency kept was deleted, its time being over"),
    }
)
