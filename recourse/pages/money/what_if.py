"""The figures of a scheme as a form: its own are filled in, and may be changed without being kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from recourse.pages.look import forms
from recourse.pages.money.forms import FREE, Pounds
from recourse.pages.money.forms import KINDS as KIND_OPTIONS
from recourse.reasoning.money import Cost, Every, House, Kind, Scheme, Worse, said

KINDS = {kind: words for kind, words, *_ in KIND_OPTIONS}
ASKED = (FREE, "rent_paying", "council")
MOST_ROOMS = 500


class WhatIf(forms.Form):
    """Rooms, rates and nights of each kind, and what it all costs in a year."""

    cost = Pounds(
        "What does it all cost in a year, in pounds?",
        hint="Rent, bills, repairs, the people who run it, grants to people.",
        missing="Give what it costs in a year.",
    )

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        for kind in kinds:
            words = KINDS[kind]
            self.fields[f"rooms_{kind}"] = _within(f"{words}: how many?", MOST_ROOMS)
            if kind != FREE:
                self.fields[f"pounds_{kind}"] = Pounds(
                    f"{words}: what does a night bring, in pounds?", missing="Give what a night brings, or 0."
                )
            self.fields[f"filled_{kind}"] = _within(f"{words}: lived in, of 100 nights?", 100)

    def scheme(self) -> Scheme:
        """The scheme that the figures say."""
        said = self.cleaned_data
        return Scheme(
            kinds=tuple(
                Kind(
                    name=kind,
                    rooms=said[f"rooms_{kind}"],
                    a_night=said.get(f"pounds_{kind}", 0),
                    occupancy=Decimal(said[f"filled_{kind}"]) / 100,
                )
                for kind in self.kinds
            ),
            houses=(House(name="All", costs=(Cost(what="All", pennies=said["cost"], every=Every.YEAR),)),),
            in_the_bank=said.get("bank", 0),
        )


class Lasting(WhatIf):
    """The same, with what is in the bank and how bad it may get."""

    bank = Pounds(
        "What is in the bank, in pounds?",
        hint="With a minus before it when it is overdrawn.",
        missing="Give what is in the bank, or 0.",
        may_be_below=True,
    )
    voids = forms.Number(
        "Up to how many more of 100 nights may stand empty?", missing="Give a number, or 0.", most=100
    )
    falls = forms.Number(
        "By up to how many of 100 may the council's rate fall?", missing="Give a number, or 0.", most=100
    )
    late = forms.Number(
        "By up to how many weeks may people move in late?",
        hint="Into rent-paying rooms.",
        missing="Give a number, or 0.",
        most=52,
    )
    months = forms.Number(
        "How many months ahead?", hint="From 1 to 60.", missing="Give the months.", least=1, most=60
    )
    field_order = ("bank", "voids", "falls", "late", "months", "cost")

    def worse(self) -> Worse:
        """How bad it may get."""
        told = self.cleaned_data
        return Worse(
            months=told["months"],
            voids_rise=Decimal(told["voids"]) / 100,
            council_falls=Decimal(told["falls"]) / 100,
            weeks_late=Decimal(told["late"]),
            council=frozenset({"council"}),
            refugees=frozenset({"rent_paying"}),
        )


def kinds_of(scheme: Scheme) -> tuple[str, ...]:
    """The kinds a form asks for: the usual three, and any other there is."""
    return (*ASKED, *(kind.name for kind in scheme.kinds if kind.name not in ASKED))


def figures(scheme: Scheme) -> dict[str, Any]:
    """A scheme's own figures, as they stand in the form's boxes."""
    found: dict[str, Any] = {"cost": _typed(scheme.kept_up_a_year), "bank": _typed(scheme.in_the_bank)}
    there = {kind.name: kind for kind in scheme.kinds}
    for name in kinds_of(scheme):
        kind = there.get(name, Kind(name=name, rooms=0, a_night=0))
        found |= {
            f"rooms_{name}": kind.rooms,
            f"pounds_{name}": _typed(kind.a_night),
            f"filled_{name}": round(100 * kind.occupancy),
        }
    return found


def _within(label: str, most: int) -> forms.Number:
    return forms.Number(label, missing="Give a number, or 0.", most=most)


def _typed(pennies: int) -> str:
    amount = said(abs(pennies)).removeprefix("£").replace(",", "")
    return f"-{amount}" if pennies < 0 else amount
