"""What the proof says of small laws is what trying every person there can be says, without a solver."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.proving import proving
from recourse.reasoning.rulebook import Book
from recourse.reasoning.rulebook.facts import NotKnown
from tests.reasoning import small_law

DAY = date(2026, 11, 22)
OPEN = NotKnown("contested")
VALUES: dict[str, list[Any]] = {
    "rough": [True, False, OPEN],
    "ill": [True, False, OPEN],
    "caught": [True, False, OPEN],
    "visa": ["work", "study", "none", OPEN],
}
ATOMS = ["rough", "ill", "caught", "visa is work", "visa is one of [work, study]", "visa is none"]
Written = dict[str, Any]


def condition(dice: random.Random, depth: int) -> str:
    if depth == 0 or dice.random() < 0.25:
        return dice.choice(ATOMS)
    parts = condition(dice, depth - 1), condition(dice, depth - 1)
    how = dice.choice(["not ({0})", "unless asked ({0})", "({0}) and ({1})", "({0}) or ({1})"])
    return how.format(*parts)


def written(dice: random.Random) -> Written:
    """A test with something required and three rules that meet it, each with an exception of its own."""
    rules = [{"id": f"R{one}", "when": condition(dice, 2), "unless": condition(dice, 1)} for one in range(3)]
    return {"requires": {"id": "Q", "when": condition(dice, 1), "unless": ""}, "rules": rules}


def passage(key: str, rules: list[Written], requires: Written | None = None) -> str:
    lists = (("requires all", [requires] if requires else []), ("true when any", rules))
    told = [f"{key}:", "  kind: test"]
    for name, listed in lists:
        told += [f"  {name}:"] if listed else []
        for one in listed:
            name = one["id"] if key == "met" else f"{key}-{one['id']}"
            told += [f"    - id: {name}", "      says: So.", f'      when: "{one["when"]}"']
            if one["unless"]:
                told += [
                    "      unless:",
                    f"        - id: {name}x",
                    "          says: But.",
                    f'          when: "{one["unless"]}"',
                ]
            told += ["      cites: Act s1", "      from: 2000-01-01", "      sure: read"]
    return "\n".join(told) + "\n"


def whole(law: Written) -> str:
    """The law; again without each rule and each exception; and each rule by itself."""
    rules, requires = law["rules"], law["requires"]
    texts = [passage("met", rules, requires), passage("less_q", rules)]
    texts.append(passage("only_q", [requires]))
    for number, rule in enumerate(rules):
        others = rules[:number] + rules[number + 1 :]
        bare = {**rule, "unless": ""}
        without = rules[:number] + [bare] + rules[number + 1 :]
        texts += [
            passage(f"less_r{number}", others, requires),
            passage(f"less_r{number}x", without, requires),
            passage(f"only_r{number}", [rule]),
            passage(f"when_r{number}", [bare]),
            passage(f"only_r{number}x", [{**bare, "when": rule["unless"]}]),
        ]
    return "".join(texts)


def people(book: Book) -> Iterator[dict[str, Any]]:
    """What every person there can be is answered, by key."""
    for values in product(*VALUES.values()):
        answers = rulebook.answer(book, dict(zip(VALUES, values, strict=True)), as_at=DAY)
        yield {key: small_law.told(answers, key) for key in book.definitions}


def tried(book: Book) -> set[str]:
    """Each rule and exception nobody comes under, or that changes nobody's answer, by trying everybody."""
    everybody = list(people(book))
    found = set()
    for key in (key.removeprefix("less_") for key in book.definitions if key.startswith("less_")):
        above = f"when_{key.removesuffix('x')}" if key.endswith("x") else ""
        under = [
            one
            for one in everybody
            if one[f"only_{key}"] == "true" and (not above or one[above] != "false")
        ]  # fmt: skip
        name = key.capitalize()
        if not under:
            found.add(f"dead {name}")
        elif all(one["met"] == one[f"less_{key}"] for one in everybody):
            found.add(f"inert {name}")
    return found


def shown(book: Book) -> set[str]:
    told = proving.prove(book, day=DAY, only=["met"])
    return {one.name for one in told if one.sort in ("dead", "inert", "not shown")}


@pytest.mark.parametrize("seed", range(8))
def test_the_proof_and_trying_everybody_find_the_same_dead_and_inert_rules(tmp_path: Path, seed: int) -> None:
    book = small_law.load(tmp_path, whole(written(random.Random(seed))))
    assert shown(book) == tried(book)


def test_among_those_laws_some_rules_are_dead_some_inert_and_most_neither(tmp_path: Path) -> None:
    found = [
        name
        for seed in range(8)
        for name in tried(small_law.load(tmp_path / str(seed), whole(written(random.Random(seed)))))
    ]
    assert {name.split()[0] for name in found} == {"dead", "inert"} and len(found) < 8 * 7 / 2
