"""The forms of sharing: what to share, and how it was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from recourse.pages.look import forms
from recourse.records.people.fields import FIELDS
from recourse.records.people.words import Checked, How

if TYPE_CHECKING:
    from recourse.records.directory.models import Service

HINTS = {
    "place": "Where they sleep and can be met",
    "answers": "What is open and closed. Why is shown only to whoever may see the facts it rests on",
    "papers": "Photographs of letters and documents. Those that tell status only if status is shared too",
    "notes": "Everything written in notes, also before today",
    "status": "Nobody needs it to offer a bed",
}
STATUS = "status"
MAKE_SURE = "Make sure of all three, and tick them."


def _hint(service: Service) -> str:
    whose = service.organisation.name
    return service.what if service.name == whose else f"{whose}. {service.what}"


class Choosing(forms.Form):
    """Which service may see which fields, why, and until when."""

    to = forms.Choice("Which service?", missing="Choose a service.")
    fields_to_share = forms.Several(
        "What may they see?",
        [
            (field, words, HINTS[field]) if field in HINTS else (field, words)
            for field, words in FIELDS.items()
            if field != STATUS
        ],
        hint="Only what they need.",
    )
    status = forms.Several(
        "And, asked by itself",
        [(STATUS, "Ask about their immigration status on a page of its own", HINTS[STATUS])],
    )
    purpose = forms.LongText(
        "What is it for?", hint="Such as: to find them a room.", missing="Say what it is for.", rows=2
    )
    until = forms.Day(
        "Until which day?", hint="The last day on which they may see it.", missing="Give the last day."
    )

    def __init__(self, *args: Any, services: Iterable[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        offered = [(key, one.name, _hint(one)) for key, one in self.services.items()]
        self.fields["to"].offer(offered)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Give `service`, `chosen` (every field, status too), and `after_last_day`."""
        sent = super().clean() or {}
        chosen = [*sent.get("fields_to_share", []), *sent.get("status", [])]
        if not sent.get("fields_to_share") and "fields_to_share" not in self.errors:
            self.add_error("fields_to_share", "Tick at least one thing to share.")
        until = sent.get("until")
        after = until + timedelta(days=1) if isinstance(until, date) else None
        return sent | {
            "service": self.services.get(sent.get("to", "")),
            "chosen": chosen,
            "after_last_day": after,
        }

    def clean_until(self) -> date | None:
        """A day that is not over, and not more than a year away."""
        until: date | None = self.cleaned_data["until"]
        today: date = self.initial["today"]
        if until and until < today:
            raise ValidationError(f"{until.day} {until:%B %Y} is over. Give a day to come.")
        if until and until >= today + timedelta(days=366):
            raise ValidationError("Sharing can last a year at most. Ask again then.")
        return until


class Agreeing(forms.Form):
    """How the person agreed, in which language, and what was made sure of."""

    if_not = "If you cannot, share nothing today: find an interpreter, or ask again on a better day."

    how = forms.Choice("How did they agree?", How.choices, missing="Say how they agreed.")
    language = forms.Text(
        "In which language?", narrow=True, missing="Say in which language it was read to them."
    )
    was_read = forms.Several(
        "Read aloud",
        [("yes", "I read these words aloud, and they agreed")],
        missing="Read the words aloud first, and tick that they agreed.",
    )
    checked = forms.Several("And I made sure", Checked.choices)

    def clean_checked(self) -> list[str]:
        """All of it, or what is missing."""
        sent: list[str] = self.cleaned_data["checked"]
        if set(sent) != set(Checked.values):
            raise ValidationError(f"{MAKE_SURE} {self.if_not}")
        return sent


class AgreeingToStatus(Agreeing):
    """The same about immigration status alone: yes, or no and the rest is shared without it."""

    prefix = "alone"
    said = forms.Choice(
        "Did they agree to this?",
        [("yes", "Yes, to this too"), ("no", "No: leave their status out")],
        missing="Say whether they agreed to share their status.",
    )
    field_order = ("said", "how", "language", "was_read", "checked")

    def full_clean(self) -> None:
        """A no needs nothing else."""
        if self.is_bound and self.data.get(self.add_prefix("said")) == "no":
            for name in ("how", "language", "was_read", "checked"):
                self.fields.pop(name, None)
        super().full_clean()


class Stopping(forms.Form):
    """Why sharing stops, if they said."""

    reason = forms.LongText("Did they say why?", hint="It can be left empty.", rows=2, longest=1000)
