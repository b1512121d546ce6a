"""Names in any script, dates of birth as they are given, and finding somebody by what little is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recourse.records.people import actions as people
from recourse.records.people import birth_dates, identity, queries, tokens
from recourse.records.people.models import Note, Particular, Person, SearchToken
from tests import personas
from tests.personas import MONDAY, Agencies, as_

TODAY = date(2026, 11, 23)


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies()


def add(town: Agencies, name: str, **more: str) -> Person:
    return personas.person(town.noor, name=name, **more)


def found(town: Agencies, asked: str) -> list[str]:
    with as_(town.noor):
        people = identity.search(asked, town.noor)
        return sorted(who.name for who in identity.read_many(people).values())


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("أمينة مثال", "امين"),
        ("أمينة مثال", "مثال"),
        ("مُحَمَّد مثال", "محمد"),
        ("Дмитро Зразок", "дми"),
        ("Дмитро Зразок", "ЗРАЗОК"),
        ("Мар'яна Їжак", "маряна їж"),
        ("ኣሚና ኣብነት", "ኣሚ"),
        ("ኣሚና ኣብነት", "ኣብነት ኣሚና"),
        ("Tomáš Šablona", "tomas sab"),
        ("Straße Beispiel", "strasse"),
        ("Seán O’Example", "oexam"),
        ("Anne-Marie Example", "marie"),
        ("Ơ Ví Dụ", "vi du"),
        ("अमीना उदाहरण", "अमी"),
        ("李 样本", "样本 李"),
        ("Featherstonehaugh Madeup", "featherstoneh"),
        ("Amina Example", "amina e"),
        ("Amina Example", "  EXAMPLE,  amina "),
    ],
)
def test_somebody_is_found_by_the_beginning_of_a_name_in_any_script(
    town: Agencies, name: str, asked: str
) -> None:
    add(town, name)
    add(town, "Nobody Else")
    assert found(town, asked) == [name]


@pytest.mark.parametrize(
    "asked", ["", " ", "zz", "mina", "amina yusuf", "amina x", "%", "a%", "'", "\0", "\0amina\0x"]
)
def test_what_does_not_begin_a_word_of_the_name_finds_nobody(town: Agencies, asked: str) -> None:
    add(town, "Amina Example")
    assert found(town, asked) == []


def test_featherstone_is_not_featherstonehaugh(town: Agencies) -> None:
    add(town, "Featherstone Example")
    assert found(town, "featherstonehaugh") == []


def test_somebody_is_found_by_nickname_phone_and_reference(town: Agencies) -> None:
    amina = add(town, "Amina Example", nickname="Mina", phone="07700 900123")
    with as_(town.noor):
        people.describe(amina, kind="reference_number", value="A1234567", by=town.noor, at=MONDAY)
    for asked in (
        "min",
        "07700900123",
        "07700 900 123",
        "+44 7700 900123",
        "07700",
        "a123",
        "WR-0001",
        "wr-0001 ",
    ):
        assert found(town, asked) == ["Amina Example"], asked


def test_a_name_that_was_replaced_finds_nobody_any_more(town: Agencies) -> None:
    amina = add(town, "Amna Example")
    with as_(town.noor):
        people.describe(
            amina, kind="name", value="Amina Example", by=town.noor, at=MONDAY + timedelta(hours=1)
        )
        assert identity.read(amina).name == "Amina Example"
        assert Particular.objects.filter(kind="name").count() == 2
    assert found(town, "amna") == []
    assert found(town, "amina") == ["Amina Example"]


def test_an_empty_value_takes_away_what_was_known(town: Agencies) -> None:
    amina = add(town, "Amina Example", phone="07700 900123")
    with as_(town.noor):
        people.describe(amina, kind="phone", value=" ", by=town.noor, at=MONDAY)
        assert identity.read(amina).phone == ""
        assert SearchToken.objects.filter(kind="phone").count() == 0


def test_neither_places_nor_birth_dates_nor_languages_are_indexed(town: Agencies) -> None:
    personas.amina(town.noor)
    with as_(town.noor):
        kinds = set(SearchToken.objects.values_list("kind", flat=True))
    assert kinds == {"name", "nickname", "phone"}


def test_who_twenty_five_people_are_is_read_in_one_query(town: Agencies) -> None:
    them = [add(town, f"Amina Example{number}") for number in range(25)]
    with (
        as_(town.noor),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        known = identity.read_many(them)
    assert len(known) == 25
    assert sum("people_particular" in query["sql"] for query in asked) == 1


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({"name": "Amina Example", "nickname": "Mina"}, "Amina Example"),
        ({"nickname": "Mina"}, "“Mina”"),
        ({"place": "The underpass"}, "No name yet"),
    ],
)
def test_somebody_is_called_by_name_else_by_nickname_else_has_no_name_yet(
    town: Agencies, known: dict[str, str], shown: str
) -> None:
    person = personas.person(town.noor, **known)
    with as_(town.noor):
        assert identity.read(person).display_name == shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("14 February 1990", "14 February 1990"),
        ("14th feb 1990", "14 February 1990"),
        ("14/2/1990", "14 February 1990"),
        ("14.02.1990", "14 February 1990"),
        ("1990-02-14", "14 February 1990"),
        ("February 1990", "February 1990"),
        ("2/1990", "February 1990"),
        ("1990", "1990"),
        ("١٤/٢/١٩٩٠", "14 February 1990"),
        ("29 February 2000", "29 February 2000"),
        ("23 November 2026", "23 November 2026"),
    ],
)
def test_a_date_of_birth_is_read_as_people_give_it(typed: str, said: str) -> None:
    read = birth_dates.parse(typed, today=TODAY)
    assert (str(read), read.typed) == (said, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "31 February 1990",
        "29 February 1999",
        "0 May 1990",
        "14 Smarch 1990",
        "14/13/1990",
        "90",
        "14 2 90",
        "yesterday",
        "1 1 1 1990",
        "0000",
        "1990-02-30",
        "14th May",
        "",
    ],
)
def test_an_impossible_date_of_birth_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(identity.NotADate) as refusal:
        birth_dates.parse(typed, today=TODAY)
    assert str(refusal.value) == f"{typed} is not a date. If only the year is known, give the year."
    assert refusal.value.typed == typed


def test_nobody_is_born_tomorrow_or_a_hundred_and_fifty_years_ago() -> None:
    with pytest.raises(identity.NotADate, match="in the future"):
        birth_dates.parse("24 November 2026", today=TODAY)
    with pytest.raises(identity.NotADate, match="too long ago"):
        birth_dates.parse("1876", today=TODAY)


def test_age_is_said_only_when_the_date_settles_it() -> None:
    assert birth_dates.parse("24 November 1990", today=TODAY).age(TODAY) == 35
    assert birth_dates.parse("23 November 1990", today=TODAY).age(TODAY) == 36
    assert birth_dates.parse("1990", today=TODAY).age(TODAY) is None


def test_an_impossible_date_of_birth_adds_nobody(town: Agencies) -> None:
    with as_(town.noor):
        with pytest.raises(identity.NotADate):
            people.add(by=town.noor, at=MONDAY, name="Amina Example", birth_date="31 February 1990")
        assert queries.visible().count() == 0


def test_a_name_of_two_hundred_characters_fits_and_one_more_does_not(town: Agencies) -> None:
    longest = "ኣ" * 200
    assert found(town, "ኣኣኣ") == []
    add(town, longest)
    assert found(town, "ኣኣኣ") == [longest]
    with as_(town.noor), pytest.raises(identity.TooLong, match="200 characters or fewer. This is 201"):
        people.add(by=town.noor, at=MONDAY, name=longest + "ኣ")


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\n", "\x85", "\ud800"])
def test_characters_that_cannot_be_kept_are_refused_with_a_sentence(town: Agencies, sign: str) -> None:
    with as_(town.noor):
        with pytest.raises(identity.Unreadable, match="The name holds a character that cannot be kept"):
            people.add(by=town.noor, at=MONDAY, name=f"Amina{sign}Example")
        assert queries.visible().count() == 0


def test_a_note_keeps_its_lines_but_no_null_byte(town: Agencies) -> None:
    amina = add(town, "Amina Example")
    with as_(town.noor):
        people.write_note(amina, text="First.\r\n\r\nSecond.", by=town.noor, at=MONDAY)
        assert [note.text for note in queries.notes(amina)] == ["First.\n\nSecond."]
        with pytest.raises(identity.Unreadable):
            people.write_note(amina, text="Nul\0", by=town.noor, at=MONDAY)
        with pytest.raises(identity.TooLong):
            people.write_note(amina, text="x" * 10_001, by=town.noor, at=MONDAY)
        assert Note.objects.count() == 1


def test_tokens_are_two_to_eight_letters_of_each_word() -> None:
    assert tokens.of("Amina O") == {"am", "ami", "amin", "amina", "o"}
    assert tokens.of("Featherstonehaugh") == {"featherstonehaugh"[:length] for length in range(2, 9)}
    assert tokens.of("+44 7700 900123") >= {"07", "07700900"}


def test_only_identity_touches_what_identifies_people() -> None:
    from pathlib import Path

    import recourse

    room = Path(recourse.__file__).parent
    telling = ("Particular", "SearchToken")
    allowed = {f"records/people/{name}.py" for name in ("identity", "particulars", "rekeying", "searching")}
    others = [
        str(path.relative_to(room))
        for path in room.rglob("*.py")
        if "migrations" not in path.parts
        and any(
            f"{name}.objects" in path.read_text() or f"import {name}" in path.read_text() for name in telling
        )
    ]
    assert set(others) <= allowed
