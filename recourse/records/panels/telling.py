"""How what a panel said and decided is told on a person's timeline."""

from recourse.records.panels.words import Said
from recourse.records.people.telling import Sentence, tell

_SAID = {"kind": dict(Said.choices)}

tell(
    {
        "panels.say_no": Sentence("decision", "The panel was told: {kind}", "", _SAID),
        "panels.pin": Sentence("decision", "The panel was told: {kind}", "", _SAID),
        "panels.take_back": Sentence("decision", "Taken back: {kind}", "", _SAID),
        "panels.decide": Sentence("decision", "Chosen for a bed", "Why is kept, and who else it could be."),
    }
)
