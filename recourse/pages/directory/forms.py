"""Saying how much room a service has."""

from recourse.pages.look import forms


class Room(forms.Form):
    """How many are free, of what."""

    free = forms.Number(
        "How many are free today",
        hint="0 when there is none.",
        missing="Say how many, 0 or more.",
        most=10_000,
    )
    unit = forms.Text(
        "Of what", hint="Such as: beds, places, appointments this week.", narrow=True, longest=40
    )
