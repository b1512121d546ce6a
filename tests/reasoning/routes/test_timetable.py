"""A mistake in the file of deadlines is told with its place, and nothing loads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.routes import timetable
from recourse.reasoning.rulebook.loading import ENGLAND

BOOK = rulebook.england()


def with_change(folder: Path, file: str, before: str, after: str) -> Path:
    for name in ("routes", "calendars"):
        shutil.copytree(ENGLAND / name, folder / name)
    path = folder / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    return folder


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        (
            "routes/deadlines.yaml",
            "days: [pss_reply_by]",
            "days: [pss_reply]",
            "nothing is called “pss_reply”",
        ),
        (
            "routes/deadlines.yaml",
            "protects: [eu_rights]",
            "protects: [moon]",
            "“moon” is nothing a deadline",
        ),
        ("routes/deadlines.yaml", "settled_by: [pss_reply_sent]", "settled_by: [x]", "no fact is called “x”"),
        ("routes/deadlines.yaml", "    label: Judicial review\n", "", "jr has no “label”"),
        ("routes/deadlines.yaml", "kind: expiry", "kind: sometime", "“sometime” is no kind"),
        (
            "routes/contradictions.yaml",
            "first: date_of_birth",
            "first: age",
            "“age” is no fact that is a day",
        ),
        (
            "routes/contradictions.yaml",
            "last_decision_kind is refusal_euss",
            "moon",
            "nothing is called “moon”",
        ),
        ("routes/keep_in_time.yaml", ", label: Evidence", "", "a reminder has no “label”"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, file: str, before: str, after: str, said: str) -> None:
    folder = with_change(tmp_path, file, before, after)
    with pytest.raises(rulebook.LawError) as told:
        timetable.read(BOOK, folder)
    assert any(said in str(one) for one in told.value.complaints)


def test_england_s_own_loads_once() -> None:
    assert timetable.timetable(BOOK) is timetable.timetable(BOOK)
    assert timetable.read(BOOK, ENGLAND).rows.keys() == timetable.timetable(BOOK).rows.keys()
