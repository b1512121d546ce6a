"""OR-tools' CP-SAT on one batch, in an interpreter of its own: it and our HiGHS do not share a process."""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from ortools.sat.python import cp_model


def main(path: str, seconds: float, workers: int) -> None:
    """Solve the batch in a file and print value, bound, status and seconds as JSON."""
    batch = np.load(path)
    began = time.perf_counter()
    model = cp_model.CpModel()
    needs, lots, worth = batch["needs"], batch["lots"], batch["worth"].tolist()
    taken = [model.new_bool_var("") for _ in worth]
    for columns in _by(needs):
        model.add_at_most_one(taken[column] for column in columns)
    for columns in _by(lots):
        beds = int(batch["beds"][lots[columns[0]]])
        if len(columns) > beds:
            model.add(sum(taken[column] for column in columns) <= beds)
    risky = np.flatnonzero(batch["is_high_risk"][needs])
    for group in _by(batch["home_of"][lots[risky]]):
        model.add_at_most_one(taken[column] for column in risky[group].tolist())
    for column, is_hinted in enumerate(batch["hint"].tolist()):
        model.add_hint(taken[column], is_hinted)
    model.maximize(cp_model.LinearExpr.weighted_sum(taken, worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    told = {
        "status": solver.status_name(status),
        "value": int(solver.objective_value),
        "bound": float(solver.best_objective_bound),
        "seconds": time.perf_counter() - began,
    }
    print(json.dumps(told))


def _by(keys: np.ndarray) -> list[list[int]]:
    order = np.argsort(keys, kind="stable")
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    return [group.tolist() for group in np.split(order, edges) if len(group)]


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
