"""The clauses of the papers of a home, read from one file and looked through as they are read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from string import Formatter

import yaml

from recourse.reasoning.agreements.terms import Funding, Kind, Terms

WORDS = frozenset(
    {field.name for field in fields(Terms)} | {"money", "ends_on", "notice_least", "reviewed_on", "lasts"}
)
SURE = ("read", "settled", "inferred", "contested")


class BadClause(ValueError):
    """A clause that cannot be used, by its name."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence or few of a paper, for the rooms it is for; with the provision it rests on, if on one."""

    id: str
    kind: Kind
    heading: str
    says: str
    funding: frozenset[Funding]
    hosted: bool | None
    cites: str
    sure: str

    def is_for(self, terms: Terms) -> bool:
        """Whether it belongs in a paper with these terms."""
        return (
            terms.kind is self.kind
            and terms.funding in self.funding
            and self.hosted in (None, terms.with_a_host)
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's title and its opening words."""

    title: str
    opening: str


@cache
def papers() -> dict[Kind, Paper]:
    """Each kind of paper."""
    return {Kind(name): Paper(**said) for name, said in _read()["papers"].items()}


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause, in the order in which it stands on paper. `BadClause` when one cannot be used."""
    found = tuple(_clause(said) for said in _read()["clauses"])
    names = [one.id for one in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise BadClause(f"{min(twice)}: stands twice")
    return found


def _read() -> dict[str, dict]:  # type: ignore[type-arg]
    return yaml.safe_load((files(__package__) / "clauses.yaml").read_text())  # type: ignore[no-any-return]


def _clause(said: dict[str, object]) -> Clause:
    name = str(said["id"])
    named = {part for _, part, _, _ in Formatter().parse(str(said["says"])) if part}
    if unknown := named - WORDS:
        raise BadClause(f"{name}: nothing is called {min(unknown)}")
    cites, sure = str(said.get("cites", "")), str(said.get("sure", ""))
    if bool(cites) != bool(sure) or sure not in ("", *SURE):
        raise BadClause(f"{name}: `cites` and `sure` go together, sure one of {', '.join(SURE)}")
    return Clause(
        id=name,
        kind=Kind(str(said["kind"])),
        heading=str(said["heading"]),
        says=str(said["says"]).strip(),
        funding=frozenset(map(Funding, said.get("funding", list(Funding)))),  # type: ignore[call-overload]
        hosted=said.get("hosted"),  # type: ignore[arg-type]
        cites=cites,
        sure=sure,
    )
