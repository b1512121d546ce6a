"""The forms of keeping: why a file closes, and why it must not be deleted."""

from recourse.pages.look import forms
from recourse.records.keeping.words import WhyHeld
from recourse.records.people.words import WhyClosed


class Closing(forms.Form):
    """Why the file closes."""

    why = forms.Choice(
        "Why does it close?", WhyClosed.choices, missing="Choose the reason that comes nearest."
    )


class Holding(forms.Form):
    """Why nothing may be deleted."""

    why = forms.Choice(
        "Why must it be kept?", WhyHeld.choices, missing="Choose the reason that comes nearest."
    )
