"""A growing set of clauses for the solver: formulas that are known, or a literal."""

from __future__ import annotations

from collections.abc import Iterable

Formula = bool | int
"""True or false whatever is chosen, or the number of a variable (negative: its opposite)."""


class Clauses:
    """Variables and clauses. A formula is only ever wished to be true, so it need only imply its parts.

    The same parts together are one variable, however often they are met.
    """

    def __init__(self) -> None:
        self.count = 0
        self.hard: list[list[int]] = []
        self.made: dict[tuple[bool, frozenset[int]], int] = {}

    def variable(self) -> int:
        """A new variable."""
        self.count += 1
        return self.count

    def every(self, parts: Iterable[Formula]) -> Formula:
        """All of the parts; not one more is looked at once a part is known to be false."""
        found: list[int] = []
        for part in parts:
            if part is False:
                return False
            if part is not True:
                found.append(part)
        if len(found) < 2:
            return found[0] if found else True
        key = True, frozenset(found)
        made = self.made.get(key)
        if made is None:
            made = self.made[key] = self.variable()
            self.hard += [[-made, part] for part in found]
        return made

    def some(self, parts: Iterable[Formula]) -> Formula:
        """At least one of the parts; not one more is looked at once a part is known to be true."""
        found: list[int] = []
        for part in parts:
            if part is True:
                return True
            if part is not False:
                found.append(part)
        if len(found) < 2:
            return found[0] if found else False
        key = False, frozenset(found)
        made = self.made.get(key)
        if made is None:
            made = self.made[key] = self.variable()
            self.hard.append([-made, *found])
        return made
