"""How the acts on referrals are told on a person's timeline."""

from recourse.records.people.telling import Sentence, tell
from recourse.records.referrals.words import Disposition, Refusal

tell(
    {
        "referrals.send": Sentence("decision", "Referred to {to_service}", "Answer by {answer_by}."),
        "referrals.accept": Sentence("decision", "Referral accepted by {to_service}"),
        "referrals.ask": Sentence("person", "{to_service} asked for more"),
        "referrals.reply": Sentence("person", "Replied to {to_service}"),
        "referrals.refuse": Sentence(
            "decision", "Referral refused by {to_service}", "{refusal}", {"refusal": dict(Refusal.choices)}
        ),
        "referrals.take_back": Sentence("decision", "Took back the referral to {to_service}"),
        "referrals.close": Sentence(
            "decision",
            "Referral to {to_service} ended",
            "{disposition}",
            {"disposition": dict(Disposition.choices)},
        ),
    }
)
