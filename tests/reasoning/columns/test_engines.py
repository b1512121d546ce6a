"""The same plan through Ibis answers the same, by row, on DuckDB and on Spark: a named share of the law."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import polars as pl
import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.columns.answers import Planned, Reader
from recourse.reasoning.columns.onibis import OnIbis
from recourse.reasoning.columns.sheets import Sheets
from tests.reasoning import crowd
from tests.reasoning.columns import laying

# Ibis itself calls what its engines have begun to replace.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
ENGLAND = rulebook.england()
DAY = date(2026, 11, 22)
# Ibis takes its own time for each column it is handed, and the whole law is thousands of columns; so these,
# which ask of households, codes, lists of codes, and days moved by days, working days, months and years.
SHARE = ["has_child", "qualifying_rtr", "rg_expected_by", "nrm_challenge_by", "undertaking_in_force"]
JAVA_IS_MISSING = (
    "SPARK WAS NOT RUN: Java is missing. Install it with: sudo apt install openjdk-17-jre-headless"
)


def planned(keys: list[str], count: int) -> tuple[Reader, Planned, Sheets]:
    people = list(crowd.people(ENGLAND, count=count, seed=21, days=(DAY,)))
    population = laying.population(ENGLAND, people).drop("id", "as_at").with_row_index("row")
    population = population.cast({"row": pl.Int64})
    reader = Reader(ENGLAND, keys)
    plan = reader.planned(population, DAY)
    return reader, plan, plan.layout.sheets(population, plan.schedule.needed)


def alike(connection: Any, keys: list[str], count: int) -> bool:
    reader, plan, sheets = planned(keys, count)
    here = plan.here(reader.engine, sheets)
    there = OnIbis(ENGLAND, connection)
    members = None if sheets.members is None else there.table(sheets.members.table())
    table = plan.run(there, there.table(sheets.people.table()), members)
    told = plan.answers(table.to_polars())
    return here.sort("row").equals(told.sort("row"))


@pytest.fixture
def spark(tmp_path: Path) -> Iterator[Any]:
    if shutil.which("java") is None:
        assert not os.environ.get("CI"), JAVA_IS_MISSING
        pytest.skip(JAVA_IS_MISSING)
    from pyspark.sql import SparkSession

    told = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "1",
    }
    told["spark.sql.warehouse.dir"] = str(tmp_path)
    session = SparkSession.builder.master("local[2]").config(map=told).getOrCreate()
    yield ibis.pyspark.connect(session)
    session.stop()


def test_duckdb_answers_as_polars_does_household_rules_and_moved_days_among_them() -> None:
    assert alike(ibis.duckdb.connect(), SHARE, 120)


def test_spark_answers_as_polars_does(spark: Any) -> None:
    assert alike(spark, SHARE[:1], 40)
