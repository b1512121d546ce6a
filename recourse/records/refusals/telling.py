"""How the acts on refusals are told on a person's timeline; never what was refused, which tells of health."""

from __future__ import annotations

from recourse.records.people.telling import UNTOLD, Sentence, tell

UNTOLD |= {"refusals.write"}
tell(
    {
        "refusals.begin": Sentence("person", "Began a letter against a refusal"),
        "refusals.agree": Sentence("sharing", "Agreed what a letter may tell", "{fields}"),
        "refusals.take_back": Sentence("sharing", "Took back a letter that was begun"),
        "refusals.make": Sentence("decision", "Wrote against a refusal", "{fields}"),
    }
)
