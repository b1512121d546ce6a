"""How a copy is given, and which notes stay out of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from recourse.pages.look import days, forms
from recourse.records.disclosures.words import HowItLeft

if TYPE_CHECKING:
    from recourse.records.people.identity import Written

HOW = [(HowItLeft.PAPER.value, "On paper"), (HowItLeft.DATA.value, "As a file of data")]


class Giving(forms.Form):
    """On paper or as data; a note that speaks of somebody else is left out."""

    once = forms.Hidden()
    how = forms.Choice("How do they want it?", HOW, missing="Choose paper or data.")
    leave_out = forms.Several(
        "Leave out notes that tell about somebody else", hint="Read them first. The copy says how many."
    )

    def __init__(self, *args: Any, notes: Iterable[Written], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(note.id), note.text[:120], f"{days.day(note.at)}, {note.by_name}") for note in notes]
        if offered:
            self.fields["leave_out"].offer(offered)  # type: ignore[attr-defined]
        else:
            del self.fields["leave_out"]

    @property
    def left_out(self) -> list[UUID]:
        """The notes ticked."""
        return [UUID(one) for one in self.cleaned_data.get("leave_out", [])]
