"""The forms of criteria and panels."""

from collections.abc import Iterator
from typing import Any

import yaml
from django.forms import BoundField
from django.http import QueryDict
from django.utils.timezone import localdate

from recourse.pages.look import forms
from recourse.pages.offers.forms import Offering
from recourse.pages.panels.words import BANDS, BASES, MIXTURES, SUITS
from recourse.reasoning.allocation.criteria import FULL, Basis, Criteria

WEIGHT = "How much does it count?"
_PARTS = "0 to 20. 0: it does not count at all."


class Stating(forms.Form):
    """What a scheme goes by, as numbers under plain questions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mixture"] = forms.Choice(
            "How do they come together?", MIXTURES, missing="Say how they come together."
        )
        for basis in Basis:
            self.fields[f"{basis}_weight"] = _number(WEIGHT, hint=_PARTS, most=20)
            for band, words in BANDS[basis]:
                self.fields[f"{basis}_{band}"] = _number(f"{words}: how many points?", most=FULL)
        self.fields["waiting_days"] = _number(
            "After how many days does it count in full?", least=1, most=3650
        )
        for way, words in SUITS.items():
            self.fields[f"suits_{way}"] = _number(
                words, hint="How many percent of the points are left; 100 when it changes nothing.", least=1
            )
        self.fields["from_day"] = forms.Day(
            "From which day?", hint="Today or later.", missing="Give the day from which it counts."
        )

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The questions, under the headings they belong to."""
        for basis in Basis:
            names = [f"{basis}_weight", *(f"{basis}_{band}" for band, _ in BANDS[basis])]
            also = ["waiting_days"] if basis is Basis.WAITING else []
            yield BASES[basis], [self[name] for name in (*names, *also)]
        yield "A place that suits them less well", [self[f"suits_{way}"] for way in SUITS]

    def text(self, *, name: str) -> str:
        """What was said, as the scheme publishes it."""
        said = self.cleaned_data
        terms: dict[str, Any] = {}
        for basis in Basis:
            if not said[f"{basis}_weight"]:
                continue
            terms[basis.value] = {"weight": said[f"{basis}_weight"]}
            if basis is Basis.WAITING:
                terms[basis.value]["full_after_days"] = said["waiting_days"]
            else:
                terms[basis.value]["points"] = {band: said[f"{basis}_{band}"] for band, _ in BANDS[basis]}
        suits = {way.value: said[f"suits_{way}"] for way in SUITS if said[f"suits_{way}"] < FULL}
        stated = {"name": name, "version": "1", "agreed_on": localdate(), "mixture": said["mixture"]}
        return yaml.safe_dump(stated | {"terms": terms, "suits": suits})


def as_typed(criteria: Criteria) -> dict[str, Any]:
    """Criteria as they stand in the form."""
    typed: dict[str, Any] = {"mixture": criteria.mixture.value, "waiting_days": 90}
    typed |= {f"suits_{way}": criteria.suits.get(way, FULL) for way in SUITS}
    typed |= {f"{basis}_{band}": 0 for basis in Basis for band, _ in BANDS[basis]}
    typed |= {f"{basis}_weight": 0 for basis in Basis}
    for term in criteria.terms:
        typed[f"{term.basis}_weight"] = term.weight
        typed |= {f"{term.basis}_{band}": points for band, points in term.points.items()}
        if term.basis is Basis.WAITING:
            typed["waiting_days"] = term.full_after_days
    return typed


def _number(label: str, *, hint: str = "", least: int = 0, most: int = FULL) -> forms.Number:
    missing = f"Give a whole number from {least} to {most}."
    made = forms.Number(label, hint=hint, missing=missing, least=least, most=most)
    for validator in made.validators:
        validator.message = missing  # type: ignore[attr-defined]
    return made


class Saying(forms.Form):
    """A no, or a pin, and why."""

    why = forms.LongText(
        "Why?",
        hint="Whoever works in the scheme reads this.",
        missing="Say why, in a few words.",
        rows=2,
        longest=1000,
    )


class Choosing(Offering):
    """Why somebody is chosen, and the terms of the offer."""

    reason = forms.LongText(
        "Why are they chosen?",
        hint="It is kept with who else it could be, and the values shown.",
        missing="Say why they are chosen, in a few words.",
        rows=3,
        longest=2000,
    )
    seen = forms.Hidden()
    field_order = ("reason",)

    def carry(self, sign: str) -> None:
        """Let the page say what it shows, also when it is shown once more."""
        self.initial = {**self.initial, "seen": sign}
        if self.is_bound:
            sent = QueryDict(mutable=True)
            sent.update(self.data)
            sent["seen"] = sign
            self.data = sent
