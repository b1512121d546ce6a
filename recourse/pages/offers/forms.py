"""The forms of offers: what a person needs, the offer itself, a no, taking back, and the end of a stay."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import make_aware

from recourse.pages.look import forms, widgets
from recourse.records.placements.queries import (
    ALSO,
    AREAS_ASKED,
    AREAS_NOT,
    BANDS,
    EVERY,
    JUDGED_BY,
    NEEDS,
)
from recourse.records.placements.words import Decline, Ending, MovedTo

UNSAID: tuple[forms.Option, ...] = (
    ("not_asked", "Skip for now", "Not known, not asked"),
    ("does_not_know", "Does not know", "Asked; they are unsure"),
    ("declined", "Would rather not say", "We will not ask again"),
)
AREAS = {AREAS_ASKED: "Where do they ask to live?", AREAS_NOT: "Where must they not live?"}
UNSAID_CODES = frozenset(option[0] for option in UNSAID)
FREE, PAYING = "free", "paying"
RENT: tuple[forms.Option, ...] = (
    (FREE, "Free of rent", "A licence without rent. Nobody’s right to rent has to be checked."),
    (
        PAYING,
        "Rent-paying",
        "Paying switches on right-to-rent checks: the landlord checks every adult before they move in.",
    ),
)


class Beside(widgets.Radios):
    """Options three in a row, the ways not to answer dashed below them."""

    template_name = "offers/_options.html"


class Beds(forms.Choice):
    """One question about what a person needs."""

    widget = Beside


class Needs(forms.Form):
    """What we need to know before a bed is offered; each question can stay open in three ways."""

    def __init__(self, *args: Any, areas: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, need in EVERY.items():
            options = [(code(value), words) for value, words in need.options.items()]
            self.fields[name] = Beds(need.question, options, unsaid=UNSAID, hint=need.hint)
        by = "Their name and where they work. Needed when a judgement is recorded above."
        self.fields[JUDGED_BY] = forms.Text("Which adviser judges so?", hint=by)
        named = [(area, area) for area in areas]
        for name, question in AREAS.items() if named else ():
            self.fields[name] = forms.Several(question, named)

    def clean(self) -> dict[str, Any]:
        """A judgement has an adviser, and nobody asks for an area they must not live in."""
        said = super().clean() or {}
        judged = said.get("housing_prospects", "")
        if judged and judged not in UNSAID_CODES and not said.get(JUDGED_BY):
            self.add_error(JUDGED_BY, "Name the adviser who judges so. Nothing else may stand in for it.")
        if set(said.get(AREAS_ASKED) or ()) & set(said.get(AREAS_NOT) or ()):
            self.add_error(AREAS_NOT, "An area stands in both lists: take it out of one.")
        return said

    def learnt(self, before: Mapping[str, Any]) -> dict[str, tuple[Any, str]]:
        """What was said anew, by name: the value, or why it is not known."""
        found: dict[str, tuple[Any, str]] = {}
        for name, need in EVERY.items():
            said = self.cleaned_data.get(name, "")
            if said and said != before.get(name):
                values = {code(value): value for value in need.options}
                found[name] = (None, said) if said in UNSAID_CODES else (values[said], "")
        for name in (JUDGED_BY, *AREAS):
            said = self.cleaned_data.get(name) or ""
            if name in self.fields and said != (before.get(name) or ""):
                found[name] = (said or None, "")
        return found

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The questions, under the headings they belong to."""
        groups = {
            "What a home must be": [*NEEDS, *ALSO],
            "What your scheme may go by": [*BANDS, JUDGED_BY],
            "Where": [name for name in AREAS if name in self.fields],
        }
        return [(words, [self[name] for name in names]) for words, names in groups.items() if names]


def code(value: Any) -> str:
    """A value as it stands in a form."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


class Hour(forms.Text):
    """An hour of the day, such as 14:00."""

    def clean(self, value: Any) -> Any:
        """The hour, read kindly: 14:00, 14.00, 1400 or 14."""
        said = str(super().clean(value) or "").strip().replace(".", ":")
        if said.isdecimal():
            said = f"{said}:00" if len(said) < 3 else f"{said[:-2]}:{said[-2:]}"
        try:
            hours, minutes = said.split(":")
            return time(int(hours), int(minutes))
        except (ValueError, OverflowError):
            raise ValidationError(f"{said} is not an hour. Give it as 14:00.") from None


class Offering(forms.Form):
    """A bed for a person: from when, until about when, and by when they must answer."""

    first_day = forms.Day("From which day?", missing="Give the day from which they can move in.")
    expected_last_day = forms.Day("Until about which day?", missing="Give the day on which it should end.")
    answer_day = forms.Day("An answer by which day?", missing="Give the day by which an answer is due.")
    answer_hour = Hour(
        "And by which hour?",
        hint="Such as 14:00. After that the bed goes to somebody else.",
        missing="Give the hour, such as 14:00.",
        narrow=True,
        longest=20,
    )
    pays = forms.Choice("Do they pay rent?", RENT, missing="Say whether they pay rent.")

    def clean(self) -> dict[str, Any]:
        """Give `answer_by` and `pays_rent`, as the act wants them."""
        sent = super().clean() or {}
        day, hour = sent.get("answer_day"), sent.get("answer_hour")
        if isinstance(day, date) and isinstance(hour, time):
            sent["answer_by"] = make_aware(datetime.combine(day, hour))
        sent["pays_rent"] = sent.get("pays") == PAYING
        return sent

    def said(self) -> dict[str, Any]:
        """What the act of offering takes."""
        wanted = ("first_day", "expected_last_day", "answer_by", "pays_rent")
        return {name: self.cleaned_data[name] for name in wanted}


class Declining(forms.Form):
    """Why they say no."""

    code = forms.Choice("Why not?", Decline.choices, missing="Choose the reason that comes nearest.")
    words = forms.LongText("In their words", hint="It can be left empty.", rows=2, longest=2000)


class TakingBack(forms.Form):
    """Why the scheme takes its offer back."""

    reason = forms.LongText(
        "Why do you take it back?",
        hint="The person and their worker read this.",
        missing="Say why you take it back.",
        rows=2,
        longest=1000,
    )


class Ended(forms.Form):
    """How a stay ended, where they went, and on which day."""

    on = forms.Day("On which day do they leave?", missing="Give the day on which they leave.")
    kind = forms.Choice("How did it end?", Ending.choices, missing="Choose how it ended.")
    moved_to = forms.Choice("Where did they go?", MovedTo.choices, missing="Choose where they went.")
    reason = forms.LongText(
        "In your words", hint="Why, if it ended early. Otherwise it can be left empty.", rows=2, longest=2000
    )
