"""The form of a paper: only what such a paper needs."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError

from recourse.pages.look import forms
from recourse.reasoning.agreements import Funding, Kind, Terms, Wrong

_MONEY = re.compile(r"£?\s*(\d{1,7})(?:[.,](\d{2}))?\Z")
PRICE = {
    Funding.FREE: "What does it cost?",
    Funding.PAYING: "What do they pay a week?",
    Funding.COUNCIL: "What does the council pay a night?",
}
_ASKED = {
    Kind.LEASE_IN: ("owner", "pounds", "last_day", "notice_days"),
    Kind.LICENCE: ("resident", "room", "council", "pounds", "last_day", "notice_days", "with_a_host"),
    Kind.HOUSE_RULES: ("with_a_host",),
    Kind.NOTICE: ("resident", "room", "council", "pounds", "given_on", "notice_days", "why", "with_a_host"),
}
_ALWAYS = ("charity", "answer_to", "home", "first_day")
# Which box a term was typed in.
_BOX = {"pence": "pounds"}


class Pounds(forms.Text):
    """Money as people write it: 85, 85.50 or £85.50. Gives pence."""

    def clean(self, value: Any) -> int:
        """Whole pence; nought when nothing was typed."""
        typed = super().clean(value)
        if not typed:
            return 0
        if (found := _MONEY.match(typed)) is None:
            raise ValidationError("Give an amount of money, such as 85 or 85.50.")
        return int(found[1]) * 100 + int(found[2] or 0)


class Filling(forms.Form):
    """What stands in the paper."""

    charity = forms.Text("Who looks after the home?", missing="Say who looks after the home.")
    answer_to = forms.Text(
        "How are you reached?", hint="An address and a telephone number.", missing="Say how you are reached."
    )
    home = forms.Text("Which home?", hint="Its address.", missing="Say which home.")
    owner = forms.Text("Who lends it?", missing="Say who lends the home.")
    resident = forms.Text("Who lives there?", hint="The name they go by.", missing="Say who lives there.")
    room = forms.Text("Which room?", missing="Say which room.")
    with_a_host = forms.Choice(
        "Do they live with the person who lends the room?",
        (("no", "No"), ("yes", "Yes", "They share a kitchen or a bathroom with a host who lives there.")),
        missing="Say whether they live with a host.",
    )
    council = forms.Text("Which council pays?", missing="Say which council pays.")
    pounds = Pounds("What does it cost?", narrow=True)
    first_day = forms.Day("First day", missing="Give the first day.")
    last_day = forms.Day("Last day", hint="Leave it empty if none is agreed.")
    given_on = forms.Day("The day it reaches them", missing="Give the day on which it reaches them.")
    notice_days = forms.Number("How many days of notice?", missing="Say how many days of notice.", least=1)
    why = forms.LongText(
        "Why does the stay end?", hint="In words they can follow.", missing="Say why.", rows=3
    )

    def __init__(self, *args: Any, kind: Kind, funding: Funding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.funding = kind, funding
        asked = {*_ALWAYS, *_ASKED[kind]}
        if funding is Funding.FREE and kind is not Kind.LEASE_IN:
            asked.discard("pounds")
        if funding is not Funding.COUNCIL:
            asked.discard("council")
        for name in set(self.fields) - asked:
            del self.fields[name]
        if "pounds" in self.fields:
            self.fields["pounds"].label = PRICE[funding] if kind is not Kind.LEASE_IN else "Rent a month"
            self.fields["pounds"].help_text = "" if kind is not Kind.LEASE_IN else "Empty: a peppercorn."
        if kind is Kind.LEASE_IN:
            self.fields["last_day"].help_text = ""

    def terms(self) -> Terms:
        """What was typed, as terms."""
        said = dict(self.cleaned_data)
        said["pence"] = said.pop("pounds", 0)
        said["with_a_host"] = said.get("with_a_host") == "yes"
        return Terms(kind=self.kind, funding=self.funding, **said)

    def refuse(self, wrongs: list[Wrong]) -> None:
        """Say beside each box what was expected in it."""
        for wrong in wrongs:
            name = _BOX.get(wrong.field, wrong.field)
            self.add_error(name if name in self.fields else None, f"Expected: {wrong.expected}.")
