"""Whether every rule and every exception can be reached, and changes something when it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from recourse.reasoning.proving import planes, striking
from recourse.reasoning.proving.findings import Finding, Sort
from recourse.reasoning.proving.planes import Formula
from recourse.reasoning.proving.proof import Bears, Proof, Shown, answered
from recourse.reasoning.proving.striking import Struck
from recourse.reasoning.rulebook import cases, recording
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.person import Person


def findings(book: Book, day: date, keys: list[str]) -> Iterator[Finding]:
    """Every dead rule and inert rule or exception of the keys; a rule not law on the day is tried on its own.

    What shows nothing of a person whose every fact is known is tried again with facts that are not.
    """
    doubled, waiting = striking.struck(book, keys)
    found: dict[str, tuple[Shown, Shown]] = {}
    for may_be_open in (False, True):
        for asked, group in sorted(_by_day(waiting, day).items()):
            proof = Proof(doubled, asked, may_be_open=may_be_open)
            for one in group:
                earlier = found.get(one.without, (None, None))
                found[one.without] = (
                    _better(earlier[0], proof.can(_reached(proof, one), _reaches(proof.law, one))),
                    _better(
                        earlier[1], proof.can(proof.differs(one.key, one.without), _changes(proof.law, one))
                    ),
                )
        waiting = [one for one in waiting if any(shown.facts is None for shown in found[one.without])]
    for one in waiting:
        reached, changed = found[one.without]
        if not reached.is_impossible and not changed.is_impossible and _by_an_example(compiled(doubled), one):
            continue
        told = _told(one, reached, changed)
        if told is not None:
            yield told


def _by_day(struck: list[Struck], day: date) -> dict[date, list[Struck]]:
    """Each on the day asked of, or on the nearest on which all that it stands in is law.

    A rule that is read at a day of its own and has ended is tried on its last day too.
    """
    days: dict[date, list[Struck]] = {}
    for one in struck:
        line = (*one.above, one.rule)
        first = max(rule.first_day for rule in line)
        last = min(rule.last_day or date.max for rule in line)
        days.setdefault(max(first, min(day, last)), []).append(one)
    return days


def _by_an_example(law: Compiled, one: Struck) -> bool:
    """Whether a worked example of the topic comes under the rule, and is answered otherwise for it.

    The solver can lose itself among days; who wrote the rule also wrote whom it is for.
    """
    examples = Path(one.rule.file).with_name("examples.yaml")
    for case in cases.read(examples) if examples.exists() else ():
        if isinstance(case, cases.Case):
            someone = Person(law, recording.recorded(law.book, case.facts), day=case.as_at)
            if _reaches(law, one)(someone) and _changes(law, one)(someone):
                return True
    return False


def _better(earlier: Shown | None, now: Shown) -> Shown:
    return earlier if earlier is not None and earlier.facts is not None else now


def _reached(proof: Proof, one: Struck) -> Formula:
    """The rule holds (or would, were it not contested), and what it is an exception to is not ruled out."""
    encoding, someone = proof.encoding, proof.world.applicant
    is_law, holds = encoding.rule(one.rule, someone)
    so = planes.turned(holds.no) if one.rule.contested else holds.yes
    above = [planes.turned(encoding.condition(rule.when, someone).no) for rule in one.above]
    return planes.both((is_law, so, *above))


def _reaches(law: Compiled, one: Struck) -> Bears:
    original = law.rules.get(id(one.rule))

    def reaches(person: Person) -> bool:
        told = original(person) if original else False
        holds = told is True or (bool(one.rule.contested) and told is None)
        return holds and all(law.test(rule.when)(person) is not False for rule in one.above)

    return reaches


def _changes(law: Compiled, one: Struck) -> Bears:
    asked, struck = (law.book.definitions[key] for key in (one.key, one.without))
    return lambda person: answered(person, asked, law) != answered(person, struck, law)


def _told(one: Struck, reached: Shown, changed: Shown) -> Finding | None:
    rule, what = one.rule, "exception" if one.above else "rule"
    place = {"key": one.key, "rule": rule.id, "file": rule.file, "line": rule.line}
    if reached.is_impossible:
        says = f"Nobody can come under this {what}: {rule.says}"
        return Finding(sort=Sort.DEAD, says=says, **place)  # type: ignore[arg-type]
    if changed.is_impossible:
        says = f"This {what} changes no answer, whoever comes under it: {rule.says}"
        return Finding(sort=Sort.INERT, says=says, facts=reached.facts, **place)  # type: ignore[arg-type]
    says = f"Neither shown nor ruled out within the time there is, of this {what}: {rule.says}"
    return Finding(sort=Sort.NOT_SHOWN, says=says, **place)  # type: ignore[arg-type]
