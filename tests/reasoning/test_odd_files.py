"""Whatever stands in a case file, `recourse check` says what is wrong and where, and never falls over."""

from __future__ import annotations

from pathlib import Path

from tests import examples
from tests.reasoning import odd_files


def test_no_case_file_makes_the_command_fall_over(tmp_path: Path) -> None:
    seen = odd_files.fuzz(tmp_path, examples=examples.each(300))
    examples.told("file", "case files", seen)
    assert set(seen) == {0, 1, 2}
