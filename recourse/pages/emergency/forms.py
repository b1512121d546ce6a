"""The forms of an emergency: whom one must see and why; and what was wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from recourse.pages.look import forms
from recourse.records.people.fields import FIELDS
from recourse.records.people.words import WhyNow

if TYPE_CHECKING:
    from recourse.records.directory.models import Organisation, Service

STATUS = "status"
HOURS = [("1", "1 hour"), ("4", "4 hours"), ("12", "12 hours"), ("24", "24 hours")]


class Naming(forms.Form):
    """Whom one must see, and why it cannot wait."""

    holder = forms.Choice("Which agency knows them?", missing="Choose the agency that knows them.")
    reference = forms.Text(
        "The reference that agency gave them",
        hint="In full, such as WR-0001. It is on a card they carry, or the agency says it by telephone.",
        missing="Give the reference.",
        narrow=True,
        longest=12,
    )
    why = forms.Choice("Why now?", WhyNow.choices, missing="Choose why it cannot wait.")
    words = forms.LongText(
        "What has happened?",
        hint="Your colleague, and the agency that knows them, read this.",
        missing="Say what has happened.",
        rows=3,
        longest=1000,
    )

    def __init__(self, *args: Any, agencies: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        self.fields["holder"].offer([(key, one.name) for key, one in self.agencies.items()])  # type: ignore[attr-defined]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Every box as it was sent, to be sent again with the second screen."""
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """What was said, as the act wants it."""
        said = self.cleaned_data
        return {
            "holder": self.agencies[said["holder"]],
            "reference": said["reference"],
            "why": said["why"],
            "words": said["words"],
        }


class Seeing(forms.Form):
    """What of them one must see, for which service, and for how long."""

    fields_to_see = forms.Several(
        "What must you see?",
        [(field, words) for field, words in FIELDS.items() if field != STATUS],
        hint="Only what helps them now.",
    )
    status = forms.Several(
        "Immigration status",
        [(STATUS, "I must see their status as well", "Almost never needed. A hospital treats without it.")],
    )
    status_words = forms.LongText("Why must you see their status?", rows=2, longest=1000)
    service = forms.Choice("For which service of yours?", missing="Choose a service.")
    hours = forms.Choice("For how long?", HOURS, missing="Choose how long.", hint="It ends by itself.")

    def __init__(self, *args: Any, services: Iterable[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        self.fields["service"].offer([(key, one.name) for key, one in self.services.items()])  # type: ignore[attr-defined]
        if len(self.services) == 1:
            del self.fields["service"]
        self.fields["fields_to_see"].is_title = True  # type: ignore[attr-defined]
        self.initial.setdefault("hours", "4")

    def clean(self) -> dict[str, Any]:
        """At least one thing to see, and a reason for status when it is one of them."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("fields_to_see") and not said.get("status"):
            self.add_error("fields_to_see", "Choose at least one thing.")
        if said.get("status") and not said.get("status_words"):
            self.add_error("status_words", "Say why their status matters now, or leave it out.")
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What was said, as the act wants it."""
        said = self.cleaned_data
        chosen = said.get("service") or next(iter(self.services))
        return {
            "service": self.services[chosen],
            "fields": [*said["fields_to_see"], *said["status"]],
            "status_words": said["status_words"],
            "hours": int(said["hours"]),
        }


class Disputing(forms.Form):
    """What was wrong with it."""

    words = forms.LongText(
        "What was wrong with it?",
        hint="The other agency reads this.",
        missing="Say what was wrong with it.",
        longest=1000,
    )

    def clean_words(self) -> str:
        """Blanks say nothing."""
        words: str = self.cleaned_data["words"].strip()
        if not words:
            raise ValidationError("Say what was wrong with it.")
        return words
