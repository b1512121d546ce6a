"""How grants to a person are told on their timeline: that there was one, never how much."""

from recourse.records.people.telling import Sentence, tell

tell(
    {
        "funds.award": Sentence("decision", "A grant was given", "From {first_day}."),
        "funds.stop": Sentence("decision", "A grant was stopped", "From {stopped_on}."),
    }
)
