"""Learning a fact never turns an answer: a long walk over the whole law, fact by fact."""

from __future__ import annotations

import time
from random import Random

from bench.report import Figure
from recourse.reasoning.rulebook import NotKnown
from tests.reasoning import crowd, test_learning

_STEPS = 100_000
_AT_ONCE = 24


def measure() -> list[Figure]:
    """Forget what is known of a crowd, learn it again one by one; AssertionError where an answer turned."""
    law, learnable, dice = test_learning.ENGLAND, set(test_learning.LEARNABLE), Random(3)
    started = time.process_time()
    steps = seen = 0
    for someone in crowd.people(law, count=_STEPS, seed=29):
        known = [
            name
            for name, value in someone.facts.items()
            if name in learnable and not isinstance(value, NotKnown)
        ]
        dice.shuffle(known)
        learned = {name: someone.facts[name] for name in known[:_AT_ONCE]}
        facts = {name: value for name, value in someone.facts.items() if name not in learned}
        seen += test_learning.walk(facts, learned, someone.as_at)
        steps += len(learned)
        if steps >= _STEPS:
            break
    took = time.process_time() - started
    return [
        Figure(
            f"answers of {len(law.definitions)} definitions turned by learning a fact, in {steps} steps "
            f"({seen} of them where nothing assumed was put right)",
            "0",
            "0",
        ),
        Figure("the same walk, CPU", f"{took:.0f} s"),
    ]
