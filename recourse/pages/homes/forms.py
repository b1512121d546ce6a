"""The forms of homes: a home, a room, a lease, a certificate, a day of work, and the state of a bed."""

from recourse.pages.look import forms

#: The states as records keep them, each with what it means for offers.
STATES: tuple[forms.Option, ...] = (
    ("available", "Ready to live in", "It can be offered."),
    ("cleaning", "Empty, being cleaned"),
    ("repair", "Empty, under repair", "Such as a broken boiler. Nobody can live in it."),
    ("reserved", "Empty, kept back", "Kept for somebody or something; nobody is offered it."),
    ("unusable", "Empty, not usable", "For any other reason."),
    ("preparing", "Being prepared", "It is ours, but not ready yet."),
    ("offered", "Offered by its owner", "Not ours yet."),
    ("handed_back", "Handed back", "No longer ours. It leaves the list."),
)
#: The states a bed can begin in.
FIRST_STATES = tuple(one for one in STATES if one[0] in ("available", "preparing", "offered"))
PAYS: tuple[forms.Option, ...] = (
    ("free", "Nobody: it is free"),
    ("rent_paying", "Whoever lives there pays rent"),
    ("council", "The council pays"),
    ("reserved", "It is reserved", "It is not offered."),
)


class Saying(forms.Form):
    """What state a bed is in from a day on."""

    state = forms.Choice("What state is it in?", STATES, missing="Choose what state it is in.")
    from_day = forms.Day("From which day?", missing="Give the day from which it is so.")
    why = forms.Text("Why?", hint="A few words, such as: boiler.", longest=120)


class Adding(forms.Form):
    """A home, before it has rooms."""

    name = forms.Text(
        "What do you call it?",
        hint="Not its address. Others see this name.",
        missing="Say what you call it.",
    )
    sort = forms.Choice(
        "What is it?",
        (
            ("house", "A house or flat"),
            ("shelter", "A night shelter"),
            ("emergency", "Emergency beds"),
            ("host", "A host's home"),
        ),
        missing="Say what it is.",
    )
    who_for = forms.Choice(
        "Who may live there?",
        (("anyone", "Anyone"), ("women", "Women"), ("men", "Men"), ("families", "Families")),
        missing="Say who may live there.",
    )
    is_step_free = forms.Choice(
        "Are there stairs?",
        (("no", "Yes, there are stairs"), ("yes", "No, it is step-free")),
        missing="Say which.",
    )
    area = forms.Text("Which part of town?", missing="Give the part of town.")
    address = forms.LongText(
        "Address",
        hint="Kept sealed. Nobody learns it before they say yes to a bed.",
        missing="Give the address.",
        rows=3,
        longest=500,
    )
    landlord = forms.Text("Who owns it?", hint="It can be left empty.")
    once = forms.Hidden()


class AddingRoom(forms.Form):
    """A room with its beds."""

    name = forms.Text(
        "What do you call the room?", hint="Such as: Room 3.", missing="Name the room.", longest=100
    )
    sleeps = forms.Number(
        "How many people does it sleep?", missing="Say how many it sleeps.", least=1, most=60
    )
    kind = forms.Choice("Who pays for its beds?", PAYS, missing="Say who pays.")
    state = forms.Choice("What state is it in?", FIRST_STATES, missing="Choose what state it is in.")
    first_day = forms.Day("From which day?", missing="Give the day from which it is so.")
    once = forms.Hidden()


class Leasing(forms.Form):
    """What the owner lets the home for."""

    first_day = forms.Day("From which day?", missing="Give the day on which the lease starts.")
    last_day = forms.Day("Until which day?", hint="The last day. Leave it empty if there is none.")
    pounds = forms.Number(
        "How many pounds a month?",
        hint="Whole pounds. 0 for a peppercorn or no rent.",
        missing="Give the rent, or 0.",
        most=1_000_000,
    )


class Certifying(forms.Form):
    """That the home was found safe."""

    kind = forms.Choice(
        "What is it for?",
        (("gas", "Gas"), ("electric", "Electrics"), ("fire", "Fire"), ("hmo", "Shared house licence")),
        missing="Say what it is for.",
    )
    first_day = forms.Day("Which day stands on it?", missing="Give the day on the certificate.")
    last_day = forms.Day("Until which day does it count?", missing="Give its last day.")


class Working(forms.Form):
    """A repair, or a day of volunteers."""

    kind = forms.Choice(
        "What was it?",
        (("repair", "A repair"), ("volunteers", "A volunteer day")),
        missing="Say what it was.",
    )
    on_day = forms.Day("On which day?", missing="Give the day.")
    people = forms.Number("How many people?", missing="Say how many people.", least=1, most=500)
    hours = forms.Number("How many hours, all together?", missing="Say how many hours.", most=10_000)
    pounds = forms.Number("What did it cost, in pounds?", hint="Leave it empty for nothing.", most=1_000_000)
    what = forms.Text("What was done?", hint="A few words, such as: painted two rooms.", longest=200)
    once = forms.Hidden()


class CorrectingRoom(forms.Form):
    """A room, put right."""

    name = forms.Text("What do you call the room?", missing="Name the room.", longest=100)
    sleeps = forms.Number(
        "How many people does it sleep?", missing="Say how many it sleeps.", least=1, most=60
    )


class CorrectingBed(forms.Form):
    """A bed, put right."""

    name = forms.Text("What do you call the bed?", missing="Name the bed.", longest=100)
    kind = forms.Choice("Who pays for it?", PAYS, missing="Say who pays.")


class HandingBack(forms.Form):
    """A home that goes back to its owner."""

    from_day = forms.Day("From which day?", missing="Give the first day on which it is not yours.")
    why = forms.Text("Why?", hint="A few words. It can be left empty.", longest=120)


class Striking(forms.Form):
    """A paper that was recorded by mistake."""

    which = forms.Choice("Which one?", missing="Choose which one.")
