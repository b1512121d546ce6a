"""One batch: the best plan against people taken in turn and against CP-SAT, in the same run and town."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from bench.homes import expected, worlds
from bench.homes.worlds import World
from bench.report import Figure
from recourse.reasoning.allocation import Batch, Veto, criteria, orders, rules, searching, solve, spare
from recourse.reasoning.allocation.numbers import Numbers
from recourse.reasoning.allocation.orders import Turn
from recourse.reasoning.allocation.plan import Plan
from recourse.reasoning.pricing.standing import Standing

SMALL, LARGE = (500, 300), (10_000, 3_000)
WORKERS, SECONDS = 2, 180
VETOES = 40
OTHER = "RECOURSE_BENCH_ORTOOLS"


def measure() -> list[Figure]:
    """The small towns of three seeds, then the large one, each with its rivals."""
    print(f"  The towns: {worlds.PEOPLE} {worlds.HOMES} {worlds.CRITERIA.stated()}; seeds {worlds.SEEDS}")
    figures = [figure for seed in worlds.SEEDS for figure in _small(seed)]
    return figures + _large(worlds.SEEDS[0])


def _small(seed: int) -> list[Figure]:
    town = worlds.world(people=SMALL[0], beds=SMALL[1], seed=seed)
    batch, took = _solved(town)
    plan = batch.plan()
    name = f"One batch, 500 x 300, seed {seed}"
    said = (
        f"{plan.proof} prove it, {_breaks(town, plan)} rule breaks, {_fits(batch.numbers):.1%} of pairs of "
        f"person and home allowed, {len(plan.offers)} placed, {took * 1000:.0f} ms"
    )
    numbers = batch.numbers
    rest = [Figure(f"{name}: the best plan", said, "proven, 0 rule breaks")]
    rows = [
        (
            "people by present need, best bed that fits",
            orders.turns(numbers.needs, Turn.PRESENT_NEED),
            "1.06",
        ),
        ("first come gets the best bed that fits", orders.turns(numbers.needs, Turn.FIRST_COME), "1.15"),
        ("by all that people are worth under the criteria, best bed that fits", _by_worth(town, numbers), ""),
    ]
    for rival, order, goal in rows:
        other = searching.worth(numbers, orders.in_turn(numbers, order))
        goal = f"at least {goal} x" if goal else ""
        against, ratio = f"{rival}: {other:,}", f"{plan.total / other:.3f} x"
        rest.append(Figure(f"{name}: worth", f"{plan.total:,}", goal, against, ratio))
    return rest + _against_cpsat(name, batch, took)


def _large(seed: int) -> list[Figure]:
    town = worlds.world(people=LARGE[0], beds=LARGE[1], seed=seed)
    batch, took = _solved(town)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    plan = batch.plan()
    name = f"One batch, 10,000 x 3,000, seed {seed}"
    priced = f"{len(batch.programme.needs):,} of {int((batch.numbers.worth > 0).sum()):,} pairs taken in"
    figures = [
        Figure(
            f"{name}: the best plan, hard rules and worths included",
            f"{took:.1f} s, {plan.proof} prove it, {_breaks(town, plan)} rule breaks, {priced}",
            "exact in 15 s",
        ),
        Figure(f"{name}: memory of the whole process at its most", f"{memory:.1f} GB", "4 GB"),
    ]
    figures += _against_cpsat(name, batch, took)
    figures += _vetoes(name, batch, plan, took)
    print(f"  Standing prices: {expected.SAID}")
    return figures + [one for times in expected.LEVELS for one in _priced(name, town, plan, times)]


def _priced(name: str, town: World, plan: Plan, times: float) -> list[Figure]:
    """The same people and places ordered by standing prices, as the recorded path orders them."""
    batch, took = _solved(town, expected.of_town(town, plan, times=times))
    said = batch.plan()
    name = f"{name}, ordered by standing prices, {times:g} x the shortage"
    kept = (
        f"{took:.1f} s, {said.proof} prove it, {_breaks(town, said)} rule breaks, "
        f"{len(said.offers):,} placed, {len(spare.kept(batch)):,} beds kept for people expected"
    )
    return [Figure(f"{name}: the best plan", kept, "exact in 15 s"), *_vetoes(name, batch, said, took)]


def _solved(town: World, by: Standing | None = None) -> tuple[Batch, float]:
    began = time.perf_counter()
    batch = solve(town.needs, town.places, criteria=town.criteria, as_at=town.as_at, expected=by)
    return batch, time.perf_counter() - began


def _breaks(town: World, plan: Plan) -> int:
    """Hard rules broken, read one by one from the sentences, with one person at high risk a home."""
    needs = {need.reference: need for need in town.needs}
    places = {place.reference: place for place in town.places}
    broken = sum(
        len(rules.refusals(needs[one.need], places[one.place], as_at=town.as_at)) for one in plan.offers
    )
    risky = Counter(offer.home for offer in plan.offers if needs[offer.need].is_high_risk)
    twice = len(plan.offers) - len({offer.place for offer in plan.offers})
    return broken + twice + sum(times - 1 for times in risky.values())


def _fits(numbers: Numbers) -> float:
    allowed = np.zeros((len(numbers.needs), len(numbers.homes)), np.bool_)
    for lot, home in enumerate(numbers.home_of):
        allowed[:, home] |= numbers.worth[:, lot] > 0
    return float(allowed.mean())


def _by_worth(town: World, numbers: Numbers) -> list[int]:
    worth = [criteria.of_person(town.criteria, need) for need in numbers.needs]
    return sorted(range(len(worth)), key=lambda row: (-worth[row], -numbers.needs[row].days_waiting))


def _vetoes(name: str, batch: Batch, plan: Plan, cold: float) -> list[Figure]:
    """Somebody says no, and all is planned again: one after the other, from where it stands."""
    dice = np.random.default_rng(1)
    took, before = [], plan.total
    for _ in range(VETOES):
        offer = plan.offers[int(dice.integers(len(plan.offers)))]
        began = time.perf_counter()
        plan = batch.say_no(Veto(offer.need, offer.home, "said no"))
        took.append(time.perf_counter() - began)
        assert plan.is_proven
    lost = (before - plan.total) / before / VETOES
    median = statistics.median(took)
    return [
        Figure(
            f"{name}: somebody says no, planned and proven again, median of {VETOES}",
            f"{median * 1000:.0f} ms, slowest {max(took) * 1000:.0f} ms; a no costs {lost:.4%} of the worth",
            "50 ms",
            f"all from the beginning: {cold:.1f} s",
            f"{cold / median:,.0f} x",
        )
    ]


def _against_cpsat(name: str, batch: Batch, took: float) -> list[Figure]:
    """CP-SAT on the very pairs ours ended with, its start the people taken in turn by present need."""
    what = f"{name}: time to the same or a better worth"
    interpreter = os.environ.get(OTHER)
    if not interpreter:
        return [Figure(what, f"NOT MEASURED: {OTHER} names no interpreter with ortools")]
    numbers, programme = batch.numbers, batch.programme
    turned = orders.in_turn(numbers, orders.turns(numbers.needs, Turn.PRESENT_NEED))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "batch.npz"
        np.savez(
            path,
            needs=programme.needs,
            lots=programme.lots,
            worth=numbers.worth[programme.needs, programme.lots].astype(np.int64),
            beds=numbers.beds,
            home_of=numbers.home_of,
            is_high_risk=numbers.is_high_risk,
            hint=np.array(
                [turned.get(need) == lot for need, lot in zip(programme.needs, programme.lots, strict=True)]
            ),
        )
        script = Path(__file__).with_name("cpsat.py")
        run = [interpreter, str(script), str(path), str(SECONDS), str(WORKERS)]
        said = subprocess.run(run, capture_output=True, text=True, check=True, timeout=SECONDS * 3)
    told = json.loads(said.stdout)
    best = searching.worth(numbers, batch.placed)
    rival = (
        f"CP-SAT, {WORKERS} workers, at most {SECONDS} s, given those pairs and a plan to start from: "
        f"{told['status'].lower()}, {told['value'] / best:.4f} of the best in {told['seconds']:.1f} s"
    )
    goal = "at least 10 x" if len(numbers.needs) == LARGE[0] else ""
    return [Figure(what, f"{took:.2f} s", goal, rival, f"{told['seconds'] / took:.0f} x")]
