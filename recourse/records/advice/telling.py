"""How the acts of advice are told on a person's timeline."""

from collections.abc import Iterator, Mapping

from recourse.reasoning import rulebook
from recourse.records.advice.words import Says
from recourse.records.people.telling import Sentence, tell


class _Goals(Mapping[str, str]):
    """The titles of the law's goals, read only when a timeline needs one."""

    def __getitem__(self, key: str) -> str:
        return rulebook.england().goals[key].title

    def __iter__(self) -> Iterator[str]:
        return iter(rulebook.england().goals)

    def __len__(self) -> int:
        return len(rulebook.england().goals)


tell(
    {
        "advice.answer": Sentence(
            "decision",
            "Asked what is open",
            "{about}: {eligible} eligible, {depends} depend, {not_eligible} not eligible.",
            {"about": _Goals()},
        ),
        "advice.keep_plan": Sentence("decision", "Kept the plan as it stands", "{raised} to raise."),
        "advice.hear": Sentence(
            "person", "Went through the plan together", "{says}.", {"says": dict(Says.choices)}
        ),
    }
)
