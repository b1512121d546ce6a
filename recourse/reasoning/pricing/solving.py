"""The one door to HiGHS: a linear programme as arrays in, its solution and its prices out."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from recourse.reasoning.pricing.years import Floats, Ints


class NotSolved(RuntimeError):
    """The solver stopped without an answer."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Most value, the amount of each column, what one more of each row and of each upper bound is worth."""

    total: float
    amounts: Floats
    rows: Floats
    columns: Floats


@dataclass(frozen=True, slots=True)
class Programme:
    """Most of `worth` times the amounts, each up to `most`, each row's sum from `least_row` to `most_row`.

    Entries are given as three arrays of one length: row, column, coefficient.
    """

    worth: Floats
    most: Floats
    least_row: Floats
    most_row: Floats
    row: Ints
    column: Ints
    coefficient: Floats


def solve(programme: Programme, *, whole: bool = False, inside: bool = False) -> Solution:
    """The best amounts; `whole` for whole numbers only, `inside` for the interior point without a corner.

    The same programme gives the same solution: one thread, a fixed seed, no limit of time.
    """
    if not len(programme.worth):
        return Solution(0.0, np.zeros(0), np.zeros(len(programme.least_row)), np.zeros(0))
    solver = highspy.Highs()
    for option, value in _options(inside).items():
        solver.setOptionValue(option, value)
    solver.passModel(_model(programme, whole))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal and not (
        inside and solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    ):
        raise NotSolved(f"No best plan was found: {solver.modelStatusToString(solver.getModelStatus())}.")
    found = solver.getSolution()
    return Solution(
        total=-solver.getInfo().objective_function_value,
        amounts=np.asarray(found.col_value),
        rows=np.zeros(0) if whole else -np.asarray(found.row_dual),
        columns=np.zeros(0) if whole else -np.asarray(found.col_dual),
    )


def _options(inside: bool) -> dict[str, object]:
    options: dict[str, object] = {"output_flag": False, "threads": 1, "random_seed": 0}
    if inside:
        options |= {"solver": "ipm", "run_crossover": "off"}
    return options


def _model(programme: Programme, whole: bool) -> highspy.HighsLp:
    order = np.lexsort((programme.row, programme.column))
    columns = len(programme.worth)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(programme.least_row)
    model.col_cost_ = -programme.worth
    model.col_lower_, model.col_upper_ = np.zeros(columns), programme.most
    model.row_lower_, model.row_upper_ = programme.least_row, programme.most_row
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.concatenate(
        ([0], np.cumsum(np.bincount(programme.column, minlength=columns)))
    ).astype(np.int32)
    model.a_matrix_.index_ = programme.row[order].astype(np.int32)
    model.a_matrix_.value_ = programme.coefficient[order]
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return model
