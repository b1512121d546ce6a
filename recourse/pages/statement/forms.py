"""How a copy is given, and which words stay out of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from recourse.pages.look import days, forms
from recourse.records.disclosures.words import HowItLeft

if TYPE_CHECKING:
    from recourse.pages.statement.line import Line

HOW = [(HowItLeft.PAPER.value, "On paper"), (HowItLeft.DATA.value, "As a file of data")]


class Giving(forms.Form):
    """On paper or as data; words that speak of somebody else are left out."""

    once = forms.Hidden()
    how = forms.Choice("How do they want it?", HOW, missing="Choose paper or data.")
    leave_out = forms.Several(
        "Leave out words that tell about somebody else", hint="Read them first. The copy says how many."
    )

    def __init__(self, *args: Any, words: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (str(one.key), one.words[:120], f"{one.what}, {days.brief_day(one.on)}, {one.by}")
            for one in words
        ]
        if offered:
            self.fields["leave_out"].offer(offered)  # type: ignore[attr-defined]
        else:
            del self.fields["leave_out"]

    @property
    def left_out(self) -> list[UUID]:
        """The words ticked."""
        return [UUID(one) for one in self.cleaned_data.get("leave_out", [])]
