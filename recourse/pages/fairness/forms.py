"""The form of the floor: a level, each with what it would cost, or none."""

from collections.abc import Sequence
from typing import Any

from recourse.pages.look import forms
from recourse.records.prices.queries import Floored

NONE = "none"


class Choosing(forms.Form):
    """Which floor the panel wants."""

    def __init__(self, *args: Any, floors: Sequence[Floored], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options: list[forms.Option] = [
            (f"{one.parity:g}", _words(one.parity), _cost(one))
            for one in sorted(floors, key=lambda one: -one.parity)
        ]
        options.append((NONE, "No floor", "Whoever needs a short stay is placed more often than the others."))
        self.fields["floor"] = forms.Choice(
            "Which floor does the panel want?", options, missing="Choose one."
        )

    def said(self) -> float | None:
        """The level, or None for no floor."""
        chosen = self.cleaned_data["floor"]
        return None if chosen == NONE else float(chosen)


def _words(parity: float) -> str:
    return "Parity: as often as others" if parity == 1 else f"At least {parity:g} times as often as others"


def _cost(one: Floored) -> str:
    return (
        f"In rehearsal: {one.reached:.2f} times as often, {one.before:.2f} without. "
        f"It costs {one.cost:.1%} of the worth of all placements."
    )
