"""The forms of money: a rate, a cost, a receipt, what is in the bank."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from recourse.pages.look import forms
from recourse.reasoning.money import BadMoney, pounds

FREE = "free"
KINDS: tuple[forms.Option, ...] = (
    (FREE, "Free rooms"),
    ("rent_paying", "Rent-paying rooms"),
    ("council", "Rooms the council pays for"),
    ("reserved", "Reserved rooms"),
)
WHAT: tuple[forms.Option, ...] = (
    ("bills", "Bills", "Fuel, water, council tax."),
    ("repairs", "Repairs"),
    ("insurance", "Insurance"),
    ("staff", "The people who run it", "Their share of the pay."),
    ("rent", "Rent to the owner", "Only where no lease is recorded: a lease counts by itself."),
    ("other", "Something else"),
)
OFTEN: tuple[forms.Option, ...] = (
    ("month", "Every month"),
    ("week", "Every week"),
    ("year", "Every year"),
    ("once", "Once"),
)
PAYS_FOR: tuple[forms.Option, ...] = (
    ("all", "The scheme as a whole"),
    ("house", "One house"),
    ("kind", "Rooms of one kind"),
    ("people", "Grants to people"),
)
CYCLES: tuple[forms.Option, ...] = (("7", "Every week"), ("14", "Every two weeks"))
#: Ten million pounds: above it something was mistyped.
MOST = 10_000_000_00
ALL_HOUSES, OUR_OWN = "all", "own"


class Pounds(forms.Text):
    """An amount in pounds and pence, given as whole pennies."""

    def __init__(self, label: str, *, hint: str = "", missing: str = "", may_be_below: bool = False) -> None:
        super().__init__(label, hint=hint, missing=missing, narrow=True, longest=20)
        self.may_be_below = may_be_below

    def clean(self, value: Any) -> Any:
        """The pennies of what was typed, or a sentence that says what was expected."""
        typed = super().clean(value)
        if not typed:
            return None
        is_below = self.may_be_below and typed.startswith("-")
        try:
            pennies = pounds(typed.removeprefix("-") if is_below else typed)
        except BadMoney as wrong:
            raise ValidationError(str(wrong)) from None
        if pennies > MOST:
            raise ValidationError(f"{typed[:30]} is more than can be meant. Give £10,000,000 or less.")
        return -pennies if is_below else pennies


class Pricing(forms.Form):
    """What a night brings, from a day on."""

    kind = forms.Choice("Which rooms?", KINDS, missing="Choose which rooms.")
    pounds = Pounds(
        "What does one night bring, in pounds?",
        hint="Such as 36 or 14.50. 0 for a room nobody pays for.",
        missing="Give what a night brings, or 0.",
    )
    first_day = forms.Day("From which day?", missing="Give the day from which it is so.")
    last_day = forms.Day("Until which day?", hint="Leave it empty if it has no end.")


class OfAHouse(forms.Form):
    """A form that asks for a house, or all of them."""

    home = forms.Choice("Which house?", missing="Choose a house, or all of them.")

    def __init__(self, *args: object, houses: Iterable[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["home"]
        if isinstance(field, forms.Choice):
            field.offer([(ALL_HOUSES, "All of them together"), *houses])


class Paying(OfAHouse):
    """A cost."""

    field_order = ("what", "home", "pounds", "often", "first_day", "last_day", "words")
    what = forms.Choice("What is it for?", WHAT, missing="Say what it is for.")
    pounds = Pounds("How much is it, in pounds?", hint="Such as 420 or 36.50.", missing="Give the amount.")
    often = forms.Choice("How often?", OFTEN, missing="Say how often.")
    first_day = forms.Day(
        "From which day?", hint="The day itself, if it is paid once.", missing="Give the first day."
    )
    last_day = forms.Day("Until which day?", hint="Leave it empty if it has no end.")
    words = forms.Text("A note", hint="A few words, such as: new boiler. It can be left empty.")
    once = forms.Hidden()


class Ending(forms.Form):
    """Until when a cost is paid."""

    last_day = forms.Day("What is the last day?", missing="Give the last day.")


class Receiving(OfAHouse):
    """Money that came in."""

    field_order = ("kind", "home", "pounds", "on_day")
    kind = forms.Choice("For which rooms?", KINDS, missing="Choose which rooms.")
    pounds = Pounds("How much came in, in pounds?", missing="Give the amount.")
    on_day = forms.Day("On which day?", missing="Give the day it came.")
    once = forms.Hidden()


class Banking(forms.Form):
    """What is in the bank."""

    pounds = Pounds(
        "How much was in the bank for the homes, in pounds?",
        hint="With a minus in front if it was overdrawn.",
        missing="Give the amount, or 0.",
        may_be_below=True,
    )
    on_day = forms.Day("At the end of which day?", missing="Give the day.")


class Winning(OfAHouse):
    """A funder's grant."""

    field_order = ("funder", "pounds", "first_day", "last_day", "pays_for", "home", "kind")
    funder = forms.Text("Who gives it?", missing="Say who gives it.", longest=120)
    pounds = Pounds("How much is it in all, in pounds?", missing="Give the amount.")
    first_day = forms.Day("From which day?", missing="Give the first day.")
    last_day = forms.Day("Until which day?", hint="The last day it pays for.", missing="Give the last day.")
    pays_for = forms.Choice("What does it pay for?", PAYS_FOR, missing="Say what it pays for.")
    kind = forms.Choice("Which rooms?", KINDS, hint="Only if it pays for rooms of one kind.")
    once = forms.Hidden()


class Giving(forms.Form):
    """A grant to a person."""

    panel = forms.Text(
        "Who decided it?", hint="Such as: grants panel of 3 November.", missing="Say who decided it."
    )
    pounds = Pounds("How much is it each time, in pounds?", missing="Give the amount.")
    cycle = forms.Choice("How often?", CYCLES, missing="Say how often.")
    first_day = forms.Day("What is the first day it is paid?", missing="Give the first day.")
    last_day = forms.Day("What is the last day it runs?", missing="Give the last day.")
    fund = forms.Choice("Out of which money?", missing="Choose out of which money.")
    once = forms.Hidden()

    def __init__(self, *args: object, funds: Iterable[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["fund"]
        if isinstance(field, forms.Choice):
            field.offer([(OUR_OWN, "Our own money"), *funds])

    def ask_whether_sure(self, telling: str) -> None:
        """Ask once more, because another fund pays on the same days."""
        self.fields["sure"] = forms.Several(
            "Give it all the same?", (("yes", "Yes, both were agreed"),), hint=telling
        )


class Stopping(forms.Form):
    """Stopping a grant to a person."""

    on = forms.Day("What is the first day it is paid no more?", missing="Give the day.")
    reason = forms.LongText("Why is it stopped?", missing="Say why, in a few words.", rows=3, longest=2000)


class Sure(forms.Form):
    """Nothing is asked but the button."""
