"""A letter is set as a tagged PDF that can be read aloud, from data that is never read as instructions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recourse.records.papers import setting
from recourse.records.papers.setting import bounded
from recourse.records.refusals.sheet import Quoted, Sheet
from tests.records.refusals import reading

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SHEET = Sheet(
    from_="Wrenfield Night Outreach",
    answer_to="1 Mill Lane\nWrenfield",
    on="23 November 2026",
    to="Stone Street Recovery",
    to_address="2 Stone Street\nWrenfield",
    subject="Community drug and alcohol treatment: please look again at a refusal",
    opening=("We write for Amina Example, who asked us to.", "On 20 November 2026 they asked you for help."),
    law=(Quoted("HW-SM-COMM", "It is free to everybody.", "SI 2015/238 reg 2"),),
    asks=("Give them an assessment.", "Please answer by 7 December 2026."),
    told=(("Name", "Amina Example"),),
    agreed="They agreed on 23 November 2026.",
    signed="Noor Example\nWrenfield Night Outreach",
    small_print=("It is not legal advice.",),
)


def named(name: str) -> Sheet:
    return replace(SHEET, told=(("Name", name),))


@pytest.fixture
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with no fonts of its own."""
    monkeypatch.setattr(bounded, "may_look", lambda: False)


def test_it_carries_every_mark_that_reading_aloud_wants() -> None:
    pdf = reading.opened(setting.pdf(SHEET, at=AT))
    assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1" and meta["dc:title"] == SHEET.subject
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    roles = reading.parts(pdf)
    assert [role for role in roles if role.startswith("H")] == ["H1", "H2", "H2", "H2", "H2"]
    assert roles.count("L") == 3 and roles.count("LI") == roles.count("LBody") == 4
    assert "/Names" not in pdf.Root and "/OpenAction" not in pdf.Root and "/AcroForm" not in pdf.Root


def test_its_words_come_back_in_order() -> None:
    said = reading.text(reading.opened(setting.pdf(SHEET, at=AT)))
    wanted = [
        "Wrenfield Night Outreach", "1 Mill Lane", "23 November 2026", "Stone Street Recovery",
        "please look again at a refusal", "We write for Amina Example", "What the law says",
        "SI 2015/238 reg 2", "HW-SM-COMM", "What we ask", "Please answer by", "What you are told about them",
        "Name: Amina Example", "They agreed on", "Noor Example", "About this letter", "not legal advice",
    ]  # fmt: skip
    places = [said.find(words) for words in wanted]
    assert -1 not in places, [words for words, at in zip(wanted, places, strict=True) if at < 0]
    assert places == sorted(places)


def test_the_same_letter_is_the_same_bytes_at_the_same_moment() -> None:
    first = setting.pdf(SHEET, at=AT)
    assert first == setting.pdf(SHEET, at=AT)
    assert first != setting.pdf(SHEET, at=AT + timedelta(seconds=1))
    assert setting.pages(first) == 1
    assert setting.pages(setting.pdf(replace(SHEET, asks=SHEET.asks * 60), at=AT)) > 2


@pytest.mark.parametrize(
    "name",
    [
        '#import "/etc/passwd": *',
        '#read("/etc/passwd")',
        '#sys.inputs #panic("x") $x^2$ *bold* _it_ = head @ref <label> `raw` \\ // gone /* gone */',
        '"}]} #{ let x = 1',
        "- a\n- b",
    ],
)
def test_what_looks_like_an_instruction_stays_words(name: str) -> None:
    said = reading.text(reading.opened(setting.pdf(named(name), at=AT)))
    assert "".join(name.split()) in "".join(said.split())
    assert "root:" not in said


@pytest.mark.parametrize("name", ["آمنة يوسف", "Nguyễn Thị Đặng", "Олена Ґалаґан", "Łukasz Žižka", "שרה"])
def test_names_in_these_scripts_are_printed_whatever_the_machine(name: str, only_ours: None) -> None:
    said = reading.text(reading.opened(setting.pdf(named(name), at=AT)))
    assert all(word in said for word in name.split())


@pytest.mark.parametrize("name", ["ሰላም ገብረ", "王小明", "😀 Ann", "Ann 👩‍👩‍👧"])
def test_what_no_font_has_is_said_and_never_a_box(name: str, only_ours: None) -> None:
    with pytest.raises(setting.Unprintable) as caught:
        setting.pdf(named(name), at=AT)
    assert caught.value.lines == [name]
    assert all(one in name for one in caught.value.texts) and caught.value.texts


@pytest.mark.parametrize(
    "name", ["ሰላም ገብረ", "王小明", "😀 Ann", "\U0001f468\u200d\U0001f9b1", "a\u202eb\u200f", "x" * 9_000]
)
def test_whatever_the_fonts_of_this_machine_a_name_is_printed_or_said(name: str) -> None:
    try:
        content = setting.pdf(named(name), at=AT)
    except setting.Unprintable as told:
        assert told.texts and told.lines == [name]
    else:
        assert content.startswith(b"%PDF")


def test_the_setter_reaches_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    assert setting.is_out_of_reach(secret)


def test_a_setter_that_dies_or_dawdles_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (["false"], ["true"], ["sleep", "5"]):
        monkeypatch.setattr(bounded, "_SETTER", words)
        monkeypatch.setattr(bounded, "SECONDS", 0.2)
        with pytest.raises(setting.NotSet, match="could not be made here"):
            setting.pdf(SHEET, at=AT)
