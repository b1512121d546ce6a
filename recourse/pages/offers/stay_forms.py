"""The forms of the course of a stay: how it comes about, how it goes on, who pays, and where to next."""

from recourse.pages.agreements.forms import Pounds
from recourse.pages.look import forms
from recourse.records.placements.words import Found, Meeting, MovedTo, Signed


class Looking(forms.Form):
    """A stay, looked at together."""

    on = forms.Day("On which day?", missing="Give the day.")
    words = forms.LongText("How are they?", missing="Say in a few words how they are.", longest=2000)
    plan = forms.LongText("Where do they go next?", hint="Their plan, in their words.", longest=2000)


class Lengthening(forms.Form):
    """A stay, made longer."""

    until = forms.Day("Until which day?", missing="Give the new last day.")
    reason = forms.LongText("Why?", missing="Say why the stay is made longer.", longest=2000)


class GivingNotice(forms.Form):
    """A notice: the day on which it ends is worked out."""

    reaches_them = forms.Day("When does it reach them?", missing="Give the day on which it reaches them.")
    days = forms.Number("How many days of notice?", missing="Say how many days.", least=1, most=365)
    council_pays = forms.Choice(
        "Does a council pay for the room?",
        (("yes", "Yes"), ("no", "No")),
        missing="Say whether a council pays for the room.",
    )
    reason = forms.LongText("Why does it have to end?", missing="Say why the stay has to end.", longest=2000)


class Happened(forms.Form):
    """Something that happened in the house."""

    on = forms.Day("On which day?", missing="Give the day.")
    words = forms.LongText("What happened?", missing="Say what happened.", longest=2000)


class Arranging(forms.Form):
    """A meeting before they move in."""

    on = forms.Day("On which day do they meet?", missing="Give the day on which they meet.")
    words = forms.LongText(
        "Where, and who comes?", missing="Say where they meet and who comes.", rows=2, longest=2000
    )


class HowItWent(forms.Form):
    """How the meeting went."""

    on = forms.Day("On which day did they meet?", missing="Give the day on which they met.")
    went = forms.Choice("How did it go?", Meeting.choices, missing="Say how it went.")
    words = forms.LongText("In your words", hint="It can be left empty.", rows=2, longest=2000)


class Signing(forms.Form):
    """A paper that was signed."""

    paper = forms.Choice("Which paper?", Signed.choices, missing="Say which paper was signed.")
    on = forms.Day("On which day was it signed?", missing="Give the day on which it was signed.")
    signed_by = forms.Text(
        "Who signed it?", hint="Everybody who signed, by name.", missing="Say who signed it.", longest=300
    )


class SayingWhoPays(forms.Form):
    """Who pays for the room from a day on."""

    who = forms.Choice(
        "Who pays for the room?",
        (
            ("free", "Nobody: it is free"),
            ("paying", "Whoever lives there", "What they pay a week."),
            ("council", "A council", "What it pays a night."),
        ),
        missing="Say who pays for the room.",
    )
    pence = Pounds("How many pounds?", hint="A week, or a night where a council pays.", narrow=True)
    from_day = forms.Day("From which day?", missing="Give the day from which it is so.")
    words = forms.LongText("Why?", hint="It can be left empty.", rows=2, longest=2000)


class LookingAtRent(forms.Form):
    """What came of looking at the right to rent."""

    found = forms.Choice("What came of it?", Found.choices, missing="Say what came of it.")
    on = forms.Day("On which day was it looked at?", missing="Give the day on which it was looked at.")
    until = forms.Day("If they have it until a day: which?", hint="Otherwise leave it empty.")
    words = forms.LongText(
        "What did you look at, or why is no check needed?",
        missing="Say what you looked at, or why no check is needed.",
        rows=2,
        longest=2000,
    )


class MovingOn(forms.Form):
    """Where they go next, by when, and the steps there."""

    to = forms.Choice("Where do they mean to go?", MovedTo.choices, missing="Choose where they go.")
    until = forms.Day("By which day?", missing="Give the day by which they mean to move.")
    steps = forms.LongText(
        "What are the next steps, and who takes them?",
        hint="In their words. One step a line.",
        missing="Say what the next steps are.",
        longest=2000,
    )


class Place(forms.Form):
    """What the rulebook wants to know of the place."""

    self_contained = forms.Choice(
        "Do they have a kitchen and a bathroom to themselves?",
        (("no", "No"), ("yes", "Yes")),
        unsaid=(("", "Not known", ""),),
    )
    shared_cooking_or_board = forms.Choice(
        "Do they share a kitchen, or get meals?",
        (("no", "No"), ("yes", "Yes")),
        unsaid=(("", "Not known", ""),),
    )
    arranged_by_council = forms.Choice(
        "Did a council arrange the place because they had no home?",
        (("no", "No"), ("yes", "Yes")),
        unsaid=(("", "Not known", ""),),
    )
