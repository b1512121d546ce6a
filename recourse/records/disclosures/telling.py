"""How disclosures are told on a person's timeline."""

from __future__ import annotations

from recourse.records.disclosures.words import Had, HowItLeft
from recourse.records.people.telling import UNTOLD, Sentence, tell

# That a letter left is told once, by whoever made it.
UNTOLD |= {"disclosures.read_outcomes", "disclosures.open_sheet", "disclosures.tell_by_letter"}

tell(
    {
        "disclosures.begin": Sentence("person", "Began to prepare something to tell the {to_agency}"),
        "disclosures.advise": Sentence(
            "person", "Immigration advice before telling anybody", "{had}", {"had": dict(Had.choices)}
        ),
        "disclosures.write": Sentence("person", "Wrote what the {to_agency} would be told", "{fields}"),
        "disclosures.agree": Sentence("sharing", "Agreed that the {to_agency} is told", "{fields}"),
        "disclosures.agree_to_application": Sentence(
            "sharing", "Agreed in writing to an application by their adviser"
        ),
        "disclosures.take_back": Sentence("sharing", "Took back what the {to_agency} was to be told"),
        "disclosures.send": Sentence("decision", "Told the {to_agency}", "{fields}"),
        "disclosures.give": Sentence(
            "sharing", "Got a copy of their own record", "{how}", {"how": dict(HowItLeft.choices)}
        ),
    }
)
