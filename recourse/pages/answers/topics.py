"""A long answer by topic: each a line one can open, with how many of each outcome are in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recourse.pages.answers.cards import OPEN, RAISE, Card
from recourse.pages.look import outcomes as words
from recourse.reasoning.rulebook import Goal

#: An answer with more outcomes than this is laid out by topic.
MANY = 30
#: With no more outcomes than this to show, the topics stand open.
FEW = 10
REST = Goal("rest", "Everything else", "", ())
CLOSED = ("not_eligible", "not_applicable")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a person may come for, and what the answer says about it: the cards, and the closed doors."""

    key: str
    title: str
    cards: list[Card]
    closed: list[Card]
    is_shown: bool

    @property
    def counted(self) -> list[dict[str, object]]:
        """How many of each outcome, in the order of the page."""
        return words.count(card.outcome for card in (*self.cards, *self.closed))


def topics(found: Iterable[Card], goals: Mapping[str, Goal], *, about: str, show: str) -> list[Topic]:
    """The cards under what a person comes for, each once, under the first that names it."""
    left = {card.key: card for card in found}
    is_short = len(left) <= FEW
    made = []
    for goal in (*(goal for key, goal in goals.items() if key != about), REST):
        keys = [key for key in goal.outputs if key in left] if goal is not REST else list(left)
        mine = sorted((left.pop(key) for key in keys), key=lambda card: _ORDER[card.outcome])
        if mine:
            made.append(
                Topic(
                    key=goal.key,
                    title=goal.title,
                    cards=[card for card in mine if card.outcome not in CLOSED],
                    closed=[card for card in mine if card.outcome in CLOSED],
                    is_shown=is_short or show in keys,
                )
            )
    return made


_ORDER = {outcome: place for place, outcome in enumerate((*OPEN, RAISE, "depends", *CLOSED))}
