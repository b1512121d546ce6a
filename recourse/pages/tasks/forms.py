"""The forms of tasks: one idea each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from recourse.pages.look import forms
from recourse.records.matters.words import Why

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker


class Adding(forms.Form):
    """What is to be done, until which day, by whom."""

    says = forms.LongText("What is to be done?", rows=3, longest=500, missing="Say what is to be done.")
    until = forms.Day("Until which day?", hint="It can be left empty.")
    worker = forms.Choice("Who does it?", missing="Choose who does it.")
    route = forms.Hidden()
    step = forms.Hidden()
    once = forms.Hidden(required=True)

    def __init__(self, *args: Any, workers: Iterable[Worker], by: Worker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [(str(by.pk), f"{by.name} (you)")]
        others = [(str(one.pk), one.name) for one in workers if one.pk != by.pk]
        self.fields["worker"].offer([*first, *others])  # type: ignore[attr-defined]


class SayingWhy(forms.Form):
    """Why a step could not be taken."""

    why = forms.Choice(
        "Why can it not be done?", Why.choices, missing="Choose the reason that comes nearest."
    )
    note = forms.Text(
        "In a few words, if it is something else",
        hint="No names and no story. It is sealed, and counts of reasons go to commissioners without it.",
        longest=300,
    )
    route = forms.Hidden()
    step = forms.Hidden()


class PuttingOff(forms.Form):
    """Until when, and why."""

    until = forms.Day("Until which day?", missing="Give the new day.")
    why = forms.LongText("Why is it put off?", rows=3, longest=500, missing="Say why it is put off.")
    seen = forms.Hidden(required=True)


class GivingUp(forms.Form):
    """Why it is given up."""

    why = forms.LongText("Why is it given up?", rows=3, longest=500, missing="Say why it is given up.")
    seen = forms.Hidden(required=True)


class Doing(forms.Form):
    """Which showing of the task is meant."""

    seen = forms.Hidden(required=True)
