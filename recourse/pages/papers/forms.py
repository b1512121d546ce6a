"""The form of a paper: the picture, what it is, of which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from recourse.pages.look import forms, once
from recourse.records.papers.actions import MOST_BYTES
from recourse.records.papers.words import MADE_HERE, TELL_STATUS, Kind

MOST_FILES = 10
PICTURES = "image/jpeg,image/png,image/webp"
WITH_STATUS = "Seen only where papers and status are both shared"


class FileBox(django_forms.FileInput):
    """The telephone's own way to a picture or a file."""

    template_name = "papers/widgets/file_box.html"
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class Files(django_forms.Field):
    """Files as they came; whether they are what they should be is found out by reading them."""

    def __init__(self, label: str, *, hint: str = "", **said: Any) -> None:
        super().__init__(label=label, help_text=hint, required=False, widget=FileBox(attrs=said))

    def clean(self, value: Any) -> Any:
        return [sent for sent in value or [] if sent]


class Keeping(forms.Form):
    """One paper: a picture of it taken now, or pictures and PDFs there already."""

    taken = Files("Take a picture of it", accept=PICTURES, capture="environment", multiple=False)
    chosen = Files(
        "Or choose pictures or PDFs",
        hint="Up to 10 at once, 15 MB each. The place and time a camera writes into a picture are taken out.",
        accept=f"{PICTURES},application/pdf",
        multiple=True,
    )
    kind = forms.Choice(
        "What is it?",
        [
            (value, words, WITH_STATUS) if value in TELL_STATUS else (value, words)
            for value, words in Kind.choices
            if value not in MADE_HERE
        ],
        missing="Say what it is.",
    )
    tells_status = forms.Several(
        "Does it say anything about immigration status?",
        [("yes", "Yes: their leave, their visa, or that they have none", WITH_STATUS)],
    )
    on_day = forms.Day("Which date stands on it?", hint="It can be left empty.")
    note = forms.LongText("Anything to add?", hint="It can be left empty.", rows=2, longest=1_000)
    once = forms.Hidden(required=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def sent_files(self) -> list[Any]:
        """All that was sent, the one taken now first."""
        return [*self.cleaned_data.get("taken", []), *self.cleaned_data.get("chosen", [])]

    def clean_on_day(self) -> date | None:
        """A day that has been."""
        day: date | None = self.cleaned_data["on_day"]
        if day and day > self.today:
            raise ValidationError(f"{day.day} {day:%B %Y} is still to come. Give the date on the paper.")
        return day

    def clean(self) -> dict[str, Any]:
        """At least one file, none of them larger than what was kept of it."""
        sent = super().clean() or {}
        if not self.sent_files:
            self.add_error("taken", "Take a picture of the paper, or choose one.")
        elif len(self.sent_files) > MOST_FILES:
            self.add_error("chosen", f"Choose up to {MOST_FILES} at once. There were {len(self.sent_files)}.")
        elif any(one.size > MOST_BYTES for one in self.sent_files):
            self.add_error(
                "chosen", "One of them is larger than 15 MB. Take it again, smaller. Choose them again."
            )
        elif any(one.size and not one.read(1) for one in self.sent_files):
            self.add_error("chosen", "Together they are larger than 60 MB. Send fewer at a time.")
        for one in self.sent_files:
            one.seek(0)
        return sent


def new_paper(*, today: date) -> Keeping:
    """An empty form, named so that sending it twice keeps the paper once."""
    return Keeping(initial={"once": once.token()}, today=today)
