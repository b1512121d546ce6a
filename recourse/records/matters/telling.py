"""How the acts on tasks are told on a person's timeline; never of which route, which tells of status."""

from __future__ import annotations

from recourse.records.matters.words import Why
from recourse.records.people.telling import UNTOLD, Sentence, tell

UNTOLD |= {"matters.take"}
tell(
    {
        "matters.make": Sentence("day", "A step became a task"),
        "matters.put_off": Sentence("day", "Put a task off", "Until {until}."),
        "matters.finish": Sentence("person", "Did a task"),
        "matters.give_up": Sentence("person", "Gave a task up"),
        "matters.say_why": Sentence(
            "person", "A step could not be taken", "{why}.", {"why": dict(Why.choices)}
        ),
    }
)
