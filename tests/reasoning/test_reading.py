"""Files are read by YAML 1.2: Norway stays Norway, and a key given twice is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from recourse.reasoning.rulebook import Unreadable, reading


def test_norway_and_yes_stay_words_and_only_true_and_false_are_yes_and_no() -> None:
    found = reading.read_text(
        "[NO, no, yes, on, true, False, 'true', '12', 12, 1.5, 2026-11-22, ~]", name="a.yaml"
    )
    assert found == ["NO", "no", "yes", "on", True, False, "true", "12", 12, 1.5, "2026-11-22", None]
    assert [type(item) for item in found[4:9]] == [bool, bool, str, str, int]


def test_every_key_and_item_keeps_its_line() -> None:
    found = reading.read_text("a:\n  b: 1\n\n  c:\n    - 1\n    - 2\n", name="a.yaml")
    assert found["a"].line_of("c") == 4
    assert found["a"]["c"].lines == [5, 6]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "“a” is given twice"),
        ("a: &x [1]\nb: *x\n", 1, "alias"),
        ("a: !!python/name:os.system {}\n", 1, "tag"),
        ("a: [1, 2\nb: 3\n", 2, "not YAML"),
        ("? [a]\n: 1\n", 1, "a key is not a word"),
        ("a: 1\n---\nb: 1\n", 2, "not YAML"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(Unreadable) as caught:
        reading.read_text(text, name="a.yaml")
    assert str(caught.value).startswith(f"a.yaml:{line}: ")
    assert what in str(caught.value)


def test_a_file_nested_without_end_is_refused_and_does_no_harm() -> None:
    with pytest.raises(Unreadable, match="nested too deeply"):
        reading.read_text("[" * 20_000 + "]" * 20_000, name="a.yaml")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(Unreadable, match="not text"):
        reading.read(tmp_path / "a.yaml")


def test_json_indented_by_tabs_and_with_letters_in_two_halves_is_read() -> None:
    assert reading.read_text('{\n\t"a": "\\ud83d\\ude00",\n\t"b": "\\ud83d"\n}', name="a.json") == {
        "a": "😀",
        "b": "\ufffd",
    }


def test_json_is_read_by_the_same_reader() -> None:
    assert reading.read_text('{"id": "A", "facts": {"age": 3, "gone": null}}', name="a.json") == {
        "id": "A",
        "facts": {"age": 3, "gone": None},
    }
