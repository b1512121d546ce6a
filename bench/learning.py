"""Learning a fact never turns an answer: a long walk over the whole law, fact by fact."""

from __future__ import annotations

import time
from random import Random

from bench import shards
from bench.report import Figure
from recourse.reasoning.rulebook import NotKnown
from tests.reasoning import crowd, test_learning

_STEPS, _SHARE = 100_000, 1_000
_AT_ONCE = 24


def measure() -> list[Figure]:
    """Forget what is known of a crowd, learn it again one by one; AssertionError where an answer turned."""
    told = shards.counted("learning", range(29, 29 + _STEPS // _SHARE), _walked)
    return [
        Figure(
            f"answers of {len(test_learning.ENGLAND.definitions)} definitions turned by learning a fact, in "
            f"{told['steps']:,} steps ({told['seen']:,} of them where nothing assumed was put right)",
            "0",
            "0",
        ),
        Figure("the same walk, CPU", f"{told['seconds']:.0f} s"),
    ]


def _walked(seed: int) -> shards.Counts:
    """A share of the steps, over a crowd and in an order of its own."""
    law, learnable, dice = test_learning.ENGLAND, set(test_learning.LEARNABLE), Random(seed)
    started = time.process_time()
    steps = seen = 0
    for someone in crowd.people(law, count=_SHARE, seed=seed):
        known = [
            name
            for name, value in someone.facts.items()
            if name in learnable and not isinstance(value, NotKnown)
        ]
        dice.shuffle(known)
        learned = {name: someone.facts[name] for name in known[: min(_AT_ONCE, _SHARE - steps)]}
        facts = {name: value for name, value in someone.facts.items() if name not in learned}
        seen += test_learning.walk(facts, learned, someone.as_at)
        steps += len(learned)
        if steps >= _SHARE:
            break
    return {"steps": steps, "seen": seen, "seconds": time.process_time() - started}
