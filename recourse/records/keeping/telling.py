"""How holding back an end, and the end itself, are told on a person's timeline; never why it is held."""

from __future__ import annotations

from recourse.records.people.telling import UNTOLD, Sentence, tell

# `people.forget` tells these once for all that ended together.
UNTOLD.update(
    {
        "advice.forget",
        "disclosures.forget",
        "funds.forget",
        "keeping.end_file",
        "keeping.end_others_file",
        "papers.forget",
        "people.let_go",
        "placements.forget",
        "panels.forget",
        "referrals.forget",
    }
)

tell(
    {
        "keeping.hold": Sentence("decision", "To be kept: nothing is deleted by itself"),
        "keeping.lift": Sentence("decision", "No longer to be kept beyond its time"),
        "keeping.say_deleted": Sentence("decision", "Copies of what was shared were deleted"),
        "keeping.end_referral": Sentence("clock", "A referral was deleted, its time being over"),
    }
)
