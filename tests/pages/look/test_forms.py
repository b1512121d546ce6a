"""Fields keep what was typed and say what is right."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recourse.pages.look import forms


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", "1990"), "1990"),
        (("", "2", "1990"), "February 1990"),
        (("03", "feb", "1990"), "3 February 1990"),
        (("", "", ""), ""),
    ],
)
def test_a_birth_date_may_be_only_a_year(typed: tuple[str, ...], said: str) -> None:
    assert forms.PartialDay("Date of birth").clean(list(typed)) == said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("31", "2", "1990"), "31 February 1990 is not a date. If only the year is known, give the year."),
        (("3", "", "1990"), "3 1990 is not a date. If only the year is known, give the year."),
        (("", "13", "1990"), "13 1990 is not a date. If only the year is known, give the year."),
        (("", "", "90"), "90 is not a date. If only the year is known, give the year."),
        (("x", "2", "1990"), "x February 1990 is not a date. If only the year is known, give the year."),
    ],
)
def test_what_is_no_date_is_said_as_it_was_typed(typed: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        forms.PartialDay("Date of birth").clean(list(typed))
    assert refused.value.messages == [sentence]


def test_a_whole_day_needs_all_three() -> None:
    day = forms.Day("Since when", missing="Say since when.")
    assert day.clean(["8", "10", "2026"]) == date(2026, 10, 8)
    with pytest.raises(ValidationError, match="Give day, month and year"):
        day.clean(["", "10", "2026"])
    with pytest.raises(ValidationError, match="Say since when"):
        day.clean(["", "", ""])


class Asking(forms.Form):
    answer = forms.Choice(
        "Has he given new evidence?",
        [("yes", "Yes"), ("preparing", "Somebody is preparing it", "Nothing sent")],
        unsaid=[("not_asked", "Skip for now", "Not known, not asked")],
        missing="Choose an answer.",
    )
    since = forms.Day("Since when", hint="As on the letter.")


def test_the_ways_not_to_answer_stand_apart_and_dashed() -> None:
    drawn = Asking({"answer": "preparing"}).render()
    answered, unsaid = drawn.split("No answer today")
    assert 'value="preparing" id="id_answer_1" checked' in answered
    assert "rc-option--unsaid" not in answered and "rc-option--unsaid" in unsaid
    assert "Nothing sent" in answered


def test_each_error_leads_to_its_first_box() -> None:
    form = Asking({"since_day": "31", "since_month": "2", "since_year": "2026"})
    assert form.problems() == [
        ("Choose an answer.", "id_answer_0"),
        ("31 February 2026 is not a date. Give day, month and year, such as 8 10 2026.", "id_since_0"),
    ]
    drawn = form.render()
    assert 'id="id_answer_0"' in drawn and 'id="id_since_0"' in drawn
    assert 'aria-describedby="id_since_helptext id_since_error"' in drawn


def test_an_answer_nobody_offered_is_refused() -> None:
    assert not Asking({"answer": "perhaps"}).is_valid()
