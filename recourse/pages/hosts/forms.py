"""The forms of hosts: an enquiry, a step, a reference, a check-in."""

from recourse.pages.look import forms

GOING: tuple[forms.Option, ...] = (
    ("well", "Well"),
    ("mixed", "Some things to sort out"),
    ("badly", "Badly"),
    ("not_asked", "I could not ask"),
)
RHYTHMS: tuple[forms.Option, ...] = (("month", "Every month"), ("weeks", "Every four weeks"))


class Enquiring(forms.Form):
    """Somebody who asks about hosting, and what they offer."""

    name = forms.Text("What is their name?", missing="Give their name.")
    contact = forms.Text(
        "How do you reach them?",
        hint="A phone number or an email address.",
        missing="Say how you reach them.",
    )
    area = forms.Text(
        "Which part of town do they live in?",
        hint="Guests hear this before they say yes.",
        missing="Say which part of town.",
    )
    address = forms.LongText(
        "What is their address?",
        hint="Nobody hears it before they say yes to a bed there.",
        missing="Give the address.",
        rows=3,
        longest=500,
    )
    beds = forms.Number(
        "How many people could stay there?",
        hint="Each has a room of their own. Other rooms are put right at the home.",
        missing="Give a number, such as 1.",
        least=1,
        most=12,
    )
    who_for = forms.Choice(
        "Who may stay there?",
        (("anyone", "Anyone"), ("women", "Women"), ("men", "Men"), ("families", "Families")),
        missing="Say who may stay there.",
    )
    is_step_free = forms.Choice(
        "Are there stairs?",
        (("no", "Yes, there are stairs"), ("yes", "No, it is step-free")),
        missing="Say which.",
    )
    rhythm = forms.Choice(
        "After the first week, how often do you check in?", RHYTHMS, missing="Choose how often."
    )
    on = forms.Day("On which day did they ask?", missing="Give the day.")
    words = forms.LongText("Anything else?", hint="It can be left empty.", rows=3, longest=2000)
    once = forms.Hidden()


class TakingOn(Enquiring):
    """The host of a home that was entered before."""

    area = address = beds = who_for = is_step_free = None  # type: ignore[assignment]


class Stepping(forms.Form):
    """A step that may be told in words."""

    on = forms.Day("On which day?", missing="Give the day.")
    words = forms.LongText("What is there to say?", hint="It can be left empty.", rows=3, longest=2000)


class Explained(forms.Form):
    """A step that needs its reason."""

    on = forms.Day("From which day?", missing="Give the day.")
    words = forms.LongText("Why?", missing="Say why, in a few words.", rows=3, longest=2000)


class Experienced(forms.Form):
    """That a host has hosted before."""

    on = forms.Day("From which day do you count them as experienced?", missing="Give the day.")
    words = forms.LongText(
        "Whom have they hosted before?",
        hint="With you, or with another scheme. No names of guests.",
        missing="Say whom they have hosted before.",
        rows=3,
        longest=2000,
    )


class Referring(forms.Form):
    """A reference."""

    words = forms.LongText(
        "Who gives it, and what do they say?",
        missing="Say who gives the reference, and what they say.",
        rows=4,
        longest=2000,
    )
    is_written = forms.Choice(
        "Is it in writing?", (("yes", "Yes, in writing"), ("no", "No, spoken")), missing="Say which."
    )
    is_family = forms.Choice(
        "Are they family of the host?", (("no", "No"), ("yes", "Yes, family")), missing="Say which."
    )
    on = forms.Day("On which day did you have it?", missing="Give the day.")
    once = forms.Hidden()


class CheckingIn(forms.Form):
    """How it goes for a guest and their host."""

    how = forms.Choice(
        "How did you ask?",
        (
            ("visit", "At their home"),
            ("phone", "By phone"),
            ("message", "By message"),
            ("elsewhere", "Met somewhere else"),
        ),
        missing="Say how you asked.",
    )
    guest = forms.Choice("How does it go for the guest?", GOING, missing="Say how it goes for the guest.")
    for_host = forms.Choice("How does it go for the host?", GOING, missing="Say how it goes for the host.")
    words = forms.LongText(
        "What is there to say?", hint="A few words. Needed if it goes badly.", rows=3, longest=2000
    )
    on = forms.Day("On which day?", missing="Give the day.")


class ChoosingRhythm(forms.Form):
    """How often somebody checks in."""

    rhythm = forms.Choice("How often?", RHYTHMS, missing="Choose how often.")
