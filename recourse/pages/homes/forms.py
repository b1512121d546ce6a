"""The form that says what state a bed is in."""

from recourse.pages.look import forms

#: The states as records keep them, each with what it means for offers.
STATES: tuple[forms.Option, ...] = (
    ("available", "Ready to live in", "It can be offered."),
    ("unusable", "Empty, not usable", "Such as a broken boiler. Nobody can live in it."),
    ("preparing", "Being prepared", "It is ours, but not ready yet."),
    ("offered", "Offered by its owner", "Not ours yet."),
    ("handed_back", "Handed back", "No longer ours. It leaves the list."),
)


class Saying(forms.Form):
    """What state a bed is in from a day on."""

    state = forms.Choice("What state is it in?", STATES, missing="Choose what state it is in.")
    from_day = forms.Day("From which day?", missing="Give the day from which it is so.")
    why = forms.Text("Why?", hint="A few words, such as: boiler.", longest=120)
