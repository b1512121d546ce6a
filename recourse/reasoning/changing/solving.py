"""The weighted solver over what may be chosen: the cheapest choices that satisfy the clauses, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from pysat.examples.rc2 import RC2
from pysat.formula import WCNFPlus

from recourse.reasoning.changing.choices import Choice
from recourse.reasoning.changing.clauses import Clauses
from recourse.reasoning.changing.setters import Setters

Chosen = tuple[Choice, ...]
MINICARD = "mc"
"""The solver that knows "at most one of these" by itself, where others need a clause for every value."""


class Solver:
    """One search; to be closed, since the solver's memory is not Python's."""

    def __init__(self, clauses: Clauses, setters: Setters) -> None:
        self.setters = setters
        formula = WCNFPlus()
        formula.nv, formula.hard = clauses.count, clauses.hard
        formula.soft = [[-variable] for variable in setters.choices]
        formula.wght = [choice.cost for choice in setters.choices.values()]
        formula.topw = sum(formula.wght) + 1
        formula.atms = [[limit, 1] for limit in setters.limits if len(limit) > 1]
        self.solver = RC2(formula, solver=MINICARD)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.solver.delete()

    def smallest(self, at_most: int) -> Iterator[Chosen]:
        """Choices that satisfy the clauses, cheapest first; never again ones that rest on the same things."""
        setters = self.setters
        for _ in range(at_most):
            model = self.solver.compute()
            if model is None:
                return
            chosen = {variable: one for variable, one in setters.choices.items() if model[variable - 1] > 0}
            yield tuple(sorted(chosen.values(), key=lambda one: one.is_learned))
            self.solver.add_clause(
                [-(setters.chosen(one.fact) if one.is_learned else var) for var, one in chosen.items()]
            )

    def allows(self, value: Any, choice: Choice, chosen: Chosen) -> bool:
        """Whether the clauses hold of what is chosen and no more, but that one fact turns out so instead."""
        setters = self.setters
        told = (var for var, other in setters.of(choice.fact) if other == value and setters.choices[var].fact)
        variable = next(told, None)
        if variable is None:
            return False
        others = [one for one in chosen if one is not choice]
        taken = [variable, *(setters.variables[one.name] for one in others)]
        return bool(self.solver.oracle.solve([*taken, *setters.untouched_by([choice, *others])]))
