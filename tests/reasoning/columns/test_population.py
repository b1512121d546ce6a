"""`recourse check --population`: people in, answers out; and nothing out when the file is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partialmethod
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from recourse.pages.command import check, law
from recourse.reasoning import rulebook
from recourse.reasoning.columns import reading
from tests.reasoning import crowd
from tests.reasoning.columns import laying, likeness

ENGLAND = rulebook.england()
ONLY = ["--only", "part7,asylum_s95", "--as-at", "2026-11-22"]


def file_of(folder: Path, **columns: Any) -> Path:
    path = folder / "people.parquet"
    pl.DataFrame(
        {"id": ["amina", "yusuf", "leila"][: len(next(iter(columns.values())))], **columns}
    ).write_parquet(path)
    return path


def everybody_is_born(one: crowd.Someone) -> bool:
    groups = [one.facts.get(name) for name in ("household", "dependent_children")]
    members = [member for group in groups if isinstance(group, (list, tuple)) for member in group]
    births = [facts.get("date_of_birth") for facts in (one.facts, *members)]
    return all(date.fromisoformat(born) <= one.as_at for born in births if isinstance(born, str))


def refused(file: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    out = file.parent / "answers.parquet"
    assert check.run(["--population", str(file), "--out", str(out), *(words or ONLY)]) == 1
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]
    return capsys.readouterr().err


def test_a_file_of_people_is_answered_by_id_a_batch_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = reading.Population.__init__
    monkeypatch.setattr(reading.Population, "__init__", partialmethod(whole, batch=50))
    drawn = crowd.people(ENGLAND, count=140, seed=11, days=(date(2026, 11, 22), date(2026, 6, 1)))
    people = [one for one in drawn if everybody_is_born(one)][:120]
    laying.population(ENGLAND, people).write_parquet(tmp_path / "people.parquet")
    out = tmp_path / "answers.parquet"
    assert check.run(["--population", str(tmp_path / "people.parquet"), "--out", str(out)]) == 0
    assert "answered: 100 of 120" in capsys.readouterr().err
    answers = pl.read_parquet(out)
    assert answers["id"].to_list() == [one.id for one in people]
    assert answers["as_at"].to_list() == [one.as_at for one in people]
    assert likeness.differences(ENGLAND, people, answers) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.parquet", "people.parquet"]


def test_known_to_be_none_and_not_known_are_told_apart(tmp_path: Path) -> None:
    file = file_of(
        tmp_path, grant_notified=pl.Series([None, None], dtype=pl.Date), grant_notified__null=["none", None]
    )
    out = tmp_path / "answers.parquet"
    words = ["--only", "grant_notified", "--as-at", "2026-11-22"]
    assert check.run(["--population", str(file), "--out", str(out), *words]) == 0
    assert pl.read_parquet(out)["grant_notified__null"].to_list() == ["none", "depends"]


def test_without_a_file_to_write_to_the_outcomes_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = file_of(tmp_path, status_code=["REFUGEE", "OVERSTAYER", None])
    assert check.run(["--population", str(file), *ONLY]) == 0
    assert "asylum_s95: not_eligible 1, not_applicable 1, depends 1" in capsys.readouterr().out


def test_a_column_nobody_knows_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(file_of(tmp_path, homelss=[True], household=[[{"agee": 3}]]), capsys)
    assert "homelss: no fact has this name; expected a column of" in told
    assert "household.agee: no fact has this name" in told


@pytest.mark.parametrize(
    ("column", "values", "says"),
    [
        ("destitute", ["yes"], "destitute: it is a column of String; expected boolean"),
        ("age", ["12"], "age: it is a column of String; expected number"),
        ("grant_notified", ["2026-01-01"], "grant_notified: it is a column of String; expected date"),
        ("rtr_category", ["other"], "rtr_category: it is a column of String; expected list of text"),
        ("household", [3], "household: it is a column of Int64; expected list of structs"),
    ],
)
def test_a_column_of_the_wrong_type_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str, values: list[Any], says: str
) -> None:
    assert says in refused(file_of(tmp_path, **{column: values}), capsys)


def test_values_off_the_list_are_refused_with_the_first_ten_rows_and_how_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = ["REFUGEE", *["REFUGE"] * 12]
    frame = pl.DataFrame(
        {"id": range(13), "status_code": codes, "household": [[{"role": "boss"}], *[None] * 12]}
    )
    frame = frame.with_columns(
        age=pl.Series([float("nan"), *[1.0] * 12]), age__null=pl.Series([*[None] * 12, "none"])
    )
    frame.write_parquet(tmp_path / "people.parquet")
    told = refused(tmp_path / "people.parquet", capsys)
    assert (
        "status_code: “REFUGE” is not on the list in 12 rows (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ...); exp"
        in told
    )
    assert "household.role: “boss” is not on the list in 1 row (1); expected one of husband" in told
    assert "age: a number that is none in 1 row (1)" in told
    assert "age__null: “age” is known too in 1 row (13)" in told


def test_a_birth_after_the_day_asked_of_and_a_number_below_nought_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    born = [date(2026, 11, 22), date(2026, 11, 23), None]
    children = [
        [{"role": "child", "date_of_birth": one}] for one in (date(2027, 1, 1), date(2020, 1, 1), None)
    ]
    file = file_of(tmp_path, date_of_birth=born, age=[None, None, -1.0], household=children)
    told = refused(file, capsys)
    assert "date_of_birth: a birth after the day asked of in 1 row (2); expected a day up to it" in told
    assert "household.date_of_birth: a birth after the day asked of in 1 row (1)" in told
    assert "age: a number below 0 in 1 row (3)" in told


def test_a_row_without_an_id_or_with_anothers_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pl.DataFrame({"id": ["a", None, "a", "b"], "destitute": [True] * 4}).write_parquet(
        tmp_path / "people.parquet"
    )
    told = refused(tmp_path / "people.parquet", capsys)
    assert "id: there is none in 1 row (2)" in told
    assert "id: another row has it too in 2 rows (1, 3); expected an id of its own" in told


def test_a_day_without_law_is_refused_saying_from_when_there_is_law(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = file_of(tmp_path, as_at=[date(2026, 11, 22), date(1700, 1, 1)])
    assert "as_at: no law is recorded for the day in 1 row (2); expected a day from" in refused(file, capsys)
    file = file_of(tmp_path, as_at=[date(2026, 11, 22), date(1990, 1, 1)])
    told = refused(file, capsys, "--only", "moveon_from_grant")
    assert "no law is recorded for “moveon_from_grant” on the day in 1 row (2)" in told
    assert "as_at: there is no such column" in refused(
        file_of(tmp_path, destitute=[True]), capsys, "--only", "part7"
    )


def test_a_file_that_is_no_parquet_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.parquet").write_text("id,age\n1,2\n")
    assert check.run(["--population", str(tmp_path / "people.parquet")]) == 2
    assert check.run(["--population", str(tmp_path / "nowhere.parquet")]) == 2
    assert "cannot be read as Parquet" in capsys.readouterr().err


def test_every_column_is_listed_with_its_type_its_values_and_its_meaning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert law.run(["show", "--columns"]) == 0
    told = capsys.readouterr().out
    assert "id: text or whole number." in told
    assert "nrm_stage: text [" in told
    for name in ENGLAND.facts:
        assert f"\n{name}: " in told


@pytest.mark.parametrize("ids", [["amina", " "], []], ids=["a blank id", "nobody at all"])
def test_a_row_without_an_id_or_a_file_without_a_row_is_refused(
    ids: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.parquet"
    pl.DataFrame({"id": ids}, schema={"id": pl.String}).write_parquet(file)
    assert "id: there is n" in refused(file, capsys)


def test_answers_are_written_neither_over_the_people_nor_over_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = file_of(tmp_path, destitute=[True, False])
    before, linked, folder = file.read_bytes(), tmp_path / "linked.parquet", tmp_path / "folder"
    linked.symlink_to(file)
    folder.mkdir()
    for out, said in (
        (file, "the file of people itself"),
        (linked, "the file of people itself"),
        (folder, "is a folder"),
    ):
        assert check.run(["--population", str(file), "--out", str(out), *ONLY]) == 2
        assert said in capsys.readouterr().err
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "linked.parquet", "people.parquet"]
    assert list(folder.iterdir()) == []


class ReadOnce(reading.Population):
    """A file of which each third is spoilt as soon as it has been read."""

    def batches(self) -> Iterator[pl.DataFrame]:
        for number, batch in enumerate(super().batches()):
            size = self.file.stat().st_size
            with self.file.open("r+b") as file:
                file.seek(size * number // 3 + 16)
                file.write(bytes(size // 5))
            yield batch


def test_each_row_group_of_a_file_is_read_once_and_no_other_batch_touches_it(tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    ids = pl.Series("id", range(3_000)).hash(1).shuffle(2)
    pl.DataFrame([ids, (ids % 91).alias("age")]).write_parquet(file, row_group_size=1_000, statistics=False)
    population = ReadOnce(file, as_at=date(2026, 11, 22), batch=1_000)
    answers = list(reading.answered(ENGLAND, population, only=("part7",), progress=lambda *told: None))
    assert pl.concat(answers)["id"].to_list() == ids.to_list()
    with pytest.raises(pl.exceptions.PolarsError):
        pl.read_parquet(file)


def test_a_wrong_value_in_a_late_batch_leaves_nothing_written_and_counts_the_rows_of_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = reading.Population.__init__
    monkeypatch.setattr(reading.Population, "__init__", partialmethod(whole, batch=10))
    codes = [*["REFUGEE"] * 15, *["REFUGE"] * 20]
    pl.DataFrame({"id": range(35), "status_code": codes}).write_parquet(tmp_path / "people.parquet")
    told = refused(tmp_path / "people.parquet", capsys)
    assert "“REFUGE” is not on the list in 20 rows (16, 17, 18, 19, 20, 21, 22, 23, 24, 25, ...)" in told
    assert "answered: 10 of 35" in told
    assert "looked over: 35 of 35" in told
