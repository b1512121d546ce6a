"""The forms about people: search, the little form of somebody new, a note, what was learnt."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from recourse.pages.look import forms, once
from recourse.records.people import identity
from recourse.records.people.words import WhyErased

DESCRIBED = ("name", "nickname", "birth_date", "place", "language", "phone", "email")


class Searching(forms.Form):
    """Whom one looks for; sent by POST, so that it never stands in an address."""

    asked = forms.Text(
        "Name, nickname or reference",
        hint="The beginning is enough. You search among people you may see.",
        missing="Write a name, a nickname or a reference.",
    )


class BirthDay(forms.PartialDay):
    """A date of birth as people give it; what cannot be one is told beside the field."""

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        return identity_checked("birth_date", words) if words else ""


def identity_checked(kind: str, value: str) -> str:
    """A value as it can be kept, or the sentence that says what is wrong with it."""
    try:
        return identity.checked(kind, value, today=localdate())
    except (identity.NotADate, identity.TooLong, identity.Unreadable) as wrong:
        raise ValidationError(str(wrong)) from None


class Describing(forms.Form):
    """Who somebody is, as far as they told us."""

    nickname = forms.Text("Nickname, or what you call them", narrow=True)
    place = forms.Text("Where they can be found", hint="Such as: Mill Bridge car park, second level.")
    name = forms.Text("Name", narrow=True)
    birth_date = BirthDay("Date of birth", hint="If only the year is known, give the year.")
    language = forms.Text("Language", narrow=True)
    phone = forms.Text("Phone number", narrow=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for kind, value in list(cleaned.items()):
            if kind in DESCRIBED and value and kind != "birth_date":
                self._check(kind, str(value))
        return cleaned

    def _check(self, kind: str, value: str) -> None:
        try:
            self.cleaned_data[kind] = identity_checked(kind, value)
        except ValidationError as wrong:
            self.add_error(kind, wrong)


class Adding(Describing):
    """The little form of somebody new: a nickname and a place is enough."""

    note = forms.LongText("What happened", hint="One or two sentences. You can write more later.", rows=3)
    searched = forms.Hidden(required=True)
    once = forms.Hidden(required=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        named = (cleaned.get("nickname"), cleaned.get("name"), cleaned.get("place"), cleaned.get("note"))
        if not any(named) and not self.errors:
            self.add_error(
                "nickname", "Give a nickname, a name or a place, so that others know whom you mean."
            )
        return cleaned


class Noting(forms.Form):
    """A note."""

    text = forms.LongText(
        "What happened",
        hint="What they said, what you saw, what you agreed. They may ask to read it.",
        missing="Write what happened.",
        rows=6,
        longest=10_000,
    )
    once = forms.Hidden(required=True)


def new_note() -> Noting:
    """An empty note, named so that posting it twice keeps it once."""
    return Noting(initial={"once": once.token()})


class Erasing(forms.Form):
    """Why somebody is erased, and that whoever does it knows that it is for ever."""

    why = forms.Choice("Why are they erased?", WhyErased.choices, missing="Choose why they are erased.")
    sure = forms.Several(
        "You know this cannot be undone",
        [("yes", "Nobody will ever read what was kept about them here")],
        missing="Tick this if you are sure. If not, ask somebody first.",
    )
