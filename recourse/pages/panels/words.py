"""What a scheme may go by, and what never counts, in plain words."""

from dataclasses import dataclass

from recourse.reasoning.allocation.criteria import Basis, Criteria, Mixture, Suits
from recourse.reasoning.allocation.needs import PresentNeed, Prospects

BASES = {
    Basis.PRESENT_NEED: "How hard things are now",
    Basis.PROSPECTS: "Whether a stable address is likely to change the case",
    Basis.WAITING: "How long they have waited",
}
WHO_SAYS = {
    Basis.PRESENT_NEED: "A worker who knows them records it, with the day and their name.",
    Basis.PROSPECTS: "An adviser judges it and a person records it. Nothing is predicted.",
    Basis.WAITING: "Counted in days since they were referred.",
}
_BANDS = {
    "not_known": "Nobody has said",
    "low": "Low",
    "medium": "Medium",
    "high": "High",
    "urgent": "Urgent",
    "unlikely": "Unlikely",
    "possible": "Possible",
    "likely": "Likely",
    "very_likely": "Very likely",
}
BANDS: dict[Basis, list[tuple[str, str]]] = {
    Basis.PRESENT_NEED: [(one.name.lower(), _BANDS[one.name.lower()]) for one in reversed(PresentNeed)],
    Basis.PROSPECTS: [(one.name.lower(), _BANDS[one.name.lower()]) for one in reversed(Prospects)],
    Basis.WAITING: [],
}
SUITS = {
    Suits.NOT_WHERE_ASKED: "It is not in an area they asked for",
    Suits.CLOSES_BEFORE_DONE: "The house closes before they are likely to be done",
    Suits.MORE_SUPPORT_THAN_NEEDED: "The house gives more support than they need",
    Suits.STEP_FREE_NOT_NEEDED: "It has no stairs, and they can use stairs",
}
MIXTURES = [
    (Mixture.ADD.value, "Added up", "Each counts by its share; a high one can make up for a low one."),
    (Mixture.MULTIPLY.value, "Multiplied", "Each is a share of the one before: a nought makes it nought."),
]
NEVER = (
    "nationality, country of birth, language or immigration status",
    "ethnicity, faith, age, disability, health, pregnancy, marriage or whom somebody loves",
    "gender and household; they only decide whether a house or a room is for them at all",
    "money; it only decides which beds somebody can take",
    "a risk score: there is none, and nobody’s success is predicted",
)


@dataclass(frozen=True)
class Counts:
    """One thing that counts: how much of the whole, who says it, and its points by band."""

    what: str
    how_much: str
    who_says: str
    points: list[tuple[str, int]]
    full_after_days: int


def counts(criteria: Criteria) -> list[Counts]:
    """What counts and how much, the most first."""
    whole = sum(term.weight for term in criteria.terms)
    terms = sorted(criteria.terms, key=lambda term: -term.weight)
    return [
        Counts(
            what=BASES[term.basis],
            how_much=f"{term.weight} of {whole} parts" if criteria.mixture is Mixture.ADD else "multiplied",
            who_says=WHO_SAYS[term.basis],
            points=[(words, term.points[band]) for band, words in BANDS[term.basis]],
            full_after_days=term.full_after_days,
        )
        for term in terms
    ]


def leaves(criteria: Criteria) -> list[tuple[str, int]]:
    """What makes a place suit less well, and how many percent of the points it leaves."""
    return [(words, criteria.suits[way]) for way, words in SUITS.items() if way in criteria.suits]


def not_counted(criteria: Criteria) -> list[str]:
    """What a scheme could go by, and does not."""
    counted = {term.basis for term in criteria.terms}
    return [words for basis, words in BASES.items() if basis not in counted]
