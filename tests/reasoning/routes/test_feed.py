"""The calendar feed: as the standard writes it, the same names for the same days, nobody in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from recourse.reasoning.routes import feed
from recourse.reasoning.routes.feed import Entry

AT = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
APPEAL = Entry("7f3a-appeal@recourse", date(2026, 11, 27), "HB-0042", "Tribunal appeal")
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


def lines(entries: list[Entry], at: datetime = AT) -> list[str]:
    return feed.written(entries, at=at, called="Deadlines").decode().split("\r\n")


def unfolded(text: bytes) -> list[str]:
    return text.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def test_a_deadline_is_a_whole_day_with_its_reference_and_a_short_label() -> None:
    found = lines([APPEAL])
    assert found[0] == "BEGIN:VCALENDAR" and found[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20261127" in found and "DTEND;VALUE=DATE:20261128" in found
    assert "SUMMARY:HB-0042: Tribunal appeal" in found
    assert "UID:7f3a-appeal@recourse" in found and "DTSTAMP:20261122T173000Z" in found
    assert not any(line.startswith(("DESCRIPTION", "LOCATION", "ATTENDEE", "ORGANIZER")) for line in found)


def test_every_line_ends_as_the_standard_says() -> None:
    text = feed.written([APPEAL], at=AT, called="Deadlines")
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert text.count(b"\n") == text.count(b"\r\n") == text.count(b"\r")


def test_the_moment_is_told_in_universal_time_wherever_the_clock_stands() -> None:
    later = datetime(2026, 7, 1, 1, 30, tzinfo=timezone(timedelta(hours=1)))
    assert "DTSTAMP:20260701T003000Z" in lines([APPEAL], at=later)


def test_an_empty_feed_is_still_a_calendar() -> None:
    found = lines([])
    assert found[0] == "BEGIN:VCALENDAR" and "BEGIN:VEVENT" not in found


def test_the_first_day_stands_first_whatever_the_order_and_the_text_is_the_same() -> None:
    other = Entry("a", date(2026, 11, 20), "HB-0001", "Permission ends")
    text = feed.written([APPEAL, other], at=AT, called="Deadlines")
    assert text == feed.written([other, APPEAL], at=AT, called="Deadlines")
    assert text.index(b"HB-0001") < text.index(b"HB-0042")


def test_commas_semicolons_backslashes_and_line_breaks_are_escaped() -> None:
    assert feed.escaped("a,b;c\\d\ne\r\nf\rg") == "a\\,b\\;c\\\\d\\ne\\nf\\ng"
    assert feed.escaped("bell\x07 tab\t") == "bell tab"


def test_nobody_can_smuggle_a_line_into_the_feed() -> None:
    entry = Entry("u\r\nBEGIN:VALARM", date(2026, 11, 27), "HB\nATTENDEE:mailto:x", "x\r\nEND:VEVENT")
    found = unfolded(feed.written([entry], at=AT, called="a\nMETHOD:REQUEST"))
    assert [line for line in found if line.startswith(("BEGIN:VALARM", "ATTENDEE", "METHOD:REQUEST"))] == []
    assert found.count("END:VEVENT") == 1


def test_a_long_line_is_folded_at_seventy_five_octets() -> None:
    text = feed.folded("SUMMARY:" + "x" * 200)
    assert [len(line) for line in text.split(b"\r\n")] == [75, 75, 60, 0]
    assert text.split(b"\r\n")[1].startswith(b" x")


def test_a_line_of_exactly_seventy_five_octets_is_left_alone() -> None:
    assert feed.folded("y" * 75) == b"y" * 75 + b"\r\n"
    assert feed.folded("y" * 76) == b"y" * 75 + b"\r\n y\r\n"


def test_a_sign_of_several_octets_is_never_cut() -> None:
    text = feed.folded("x" * 74 + "é" * 60 + "😀" * 20)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert text.replace(b"\r\n ", b"").decode() == "x" * 74 + "é" * 60 + "😀" * 20 + "\r\n"


@given(ANY_TEXT)
def test_whatever_is_written_comes_back_and_no_line_is_too_long(text: str) -> None:
    kept = feed.folded(feed.escaped(text))
    assert all(len(line) <= 75 for line in kept.split(b"\r\n"))
    assert kept.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == feed.escaped(text)


def test_the_last_day_of_the_calendar_can_be_written() -> None:
    assert "DTSTART;VALUE=DATE:99991231" in lines([Entry("u", date.max, "HB-1", "Far away")])
