"""How offers and stays are told on a person's timeline."""

from recourse.records.people.telling import Sentence, tell
from recourse.records.placements.words import Course, Decline, Ending, MovedTo

tell(
    {
        "placements.offer": Sentence(
            "decision", "Bed offered", "From {first_day}. An answer was wanted in time."
        ),
        "placements.accept": Sentence("decision", "Said yes to the bed", "Moves in on {first_day}."),
        "placements.start": Sentence("decision", "Moved in"),
        "placements.take_in": Sentence("decision", "A stay was taken in from a file"),
        "placements.decline": Sentence(
            "decision", "Said no to the bed", "{decline}", {"decline": dict(Decline.choices)}
        ),
        "placements.take_back": Sentence("decision", "The offer of a bed was taken back", "{reason}"),
        "placements.lapse": Sentence("clock", "The offer of a bed lapsed", "Nobody answered in time."),
        "placements.mark": Sentence("person", "The stay: {kind}", "", {"kind": dict(Course.choices)}),
        "placements.end": Sentence(
            "decision",
            "Stay ended on {after_last_day}",
            "{ending}. Went to: {moved_to}.",
            {"ending": dict(Ending.choices), "moved_to": dict(MovedTo.choices)},
        ),
    }
)
