"""What may be chosen of each fact, as variables of the solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from recourse.reasoning.changing.choices import GONE, Choice
from recourse.reasoning.changing.clauses import Clauses


class Setters:
    """A variable for each choice, and one for each fact that says it is chosen; made when first met."""

    def __init__(self, clauses: Clauses, choices: Sequence[Choice]) -> None:
        self.clauses = clauses
        self.names: dict[str, list[tuple[Choice, Any]]] = {}
        self.variables: dict[str, int] = {}
        self.choices: dict[int, Choice] = {}
        self.limits: list[list[int]] = []
        self._of: dict[str, list[tuple[int, Any]]] = {}
        self._chosen: dict[str, int] = {}
        for choice in choices:
            for name, value in choice.effects.items():
                self.names.setdefault(name, []).append((choice, value))

    def of(self, name: str) -> Sequence[tuple[int, Any]]:
        """The variable of each choice that bears on a fact, and what the fact says then."""
        if name not in self.names:
            return ()
        made = self._of.get(name)
        if made is None:
            made = self._of[name] = [(self._variable(choice), value) for choice, value in self.names[name]]
            chosen = self._chosen[name] = self.clauses.variable()
            self.clauses.hard += [[-variable, chosen] for variable, _ in made]
            self.limits.append([variable for variable, _ in made])
        return made

    def chosen(self, name: str) -> int:
        """The variable that says that a fact is chosen at all."""
        self.of(name)
        return self._chosen[name]

    def untouched_by(self, choices: Iterable[Choice]) -> list[int]:
        """That of all facts on which these choices do not bear, none is chosen."""
        touched = {name for choice in choices for name in choice.effects}
        return [-variable for name, variable in self._chosen.items() if name not in touched]

    def _variable(self, choice: Choice) -> int:
        made = self.variables.get(choice.name)
        if made is None:
            made = self.variables[choice.name] = self.clauses.variable()
            self.choices[made] = choice
        return made


__all__ = ["GONE", "Setters"]
