"""The form of the person's word on a plan."""

from __future__ import annotations

from typing import Any

from recourse.pages.look import forms
from recourse.pages.sharing.forms import Agreeing
from recourse.records.advice.words import Says
from recourse.records.disclosures.words import Regulated
from recourse.records.people.words import How


class Hearing(forms.Form):
    """How they heard the plan, and what they said."""

    language = forms.Text("In which language did they hear it?", missing="Say in which language.")
    how = forms.Choice(
        "How did they say it?", [one for one in How.choices if one[0] != How.WRITTEN], missing="Say how."
    )
    through = forms.Text("Through whom?", hint="The interpreter’s name or number. Empty if nobody helped.")
    says = forms.Choice("What do they say to these steps?", Says.choices, missing="Say what they said.")
    words = forms.LongText(
        "What do they want, in their own words?",
        hint="Read it back to them. Never why they are afraid to go back: that is for a lawyer alone.",
        missing="Write what they want.",
        longest=2000,
    )
    about_return = forms.LongText(
        "What do they say about going home?",
        hint="They asked about it. They may stop at any time.",
        rows=3,
        longest=2000,
    )
    sign = forms.Hidden(required=True)
    once = forms.Hidden(required=True)

    def __init__(self, *args: Any, is_return_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_return_asked:
            del self.fields["about_return"]


class Applying(Agreeing):
    """Who advised them, that the risk was explained, what they say, and that they signed."""

    if_not = "If you cannot, record nothing today: find an interpreter, or ask again on a better day."

    adviser = forms.Text(
        "Who advised them, and would make the application?",
        hint="Name and organisation.",
        missing="Say who advised them.",
    )
    regulated_as = forms.Choice(
        "What is the adviser?",
        Regulated.choices,
        missing="Say what the adviser is. Only a regulated adviser counts.",
    )
    risk_explained = forms.Several(
        "The risk",
        [("yes", "The adviser explained the risk to their status, removal among it")],
        missing="Tick that the risk was explained. Advice without that does not count.",
    )
    on_day = forms.Day("On which day did they speak?", missing="Give the day.")
    said = forms.LongText(
        "What do they say to it, in their own words?",
        hint="Never why they are afraid to go back: that is for a lawyer alone.",
        rows=3,
        longest=2000,
        missing="Write what they say.",
    )
    signed = forms.Several(
        "Signed",
        [("yes", "They signed, and the paper is kept")],
        missing="They agree in writing. Tick that they signed.",
    )
    once = forms.Hidden(required=True)
    field_order = (
        "adviser", "regulated_as", "risk_explained", "on_day", "language", "was_read", "checked",
        "said", "signed", "once",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["how"]
