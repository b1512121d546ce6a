"""What a manager says about a worker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from recourse.pages.look import forms
from recourse.records.access.words import Category, Level
from recourse.records.directory.words import Role
from recourse.records.people import text

if TYPE_CHECKING:
    from recourse.records.directory.models import Service


class Working(forms.Form):
    """A role, and the services somebody works in."""

    role = forms.Choice("What do they do?", tuple(Role.choices), missing="Choose what they do.")
    services = forms.Several("In which services?", hint="They see only whom these services may see.")

    def __init__(self, *args: Any, services: Iterable[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(service.pk): service for service in services}
        self.fields["services"].offer(  # type: ignore[attr-defined]
            [(key, service.name) for key, service in self.offered.items()]
        )

    def clean_services(self) -> list[Service]:
        """The services themselves; a landlord's worker works in none."""
        if self.cleaned_data["services"] and self.cleaned_data.get("role") == Role.LANDLORD:
            raise ValidationError("A landlord’s worker works in no service, and sees nobody. Choose none.")
        return [self.offered[key] for key in self.cleaned_data["services"]]

    def clean_role(self) -> Role:
        """The role as one of ours."""
        return Role(self.cleaned_data["role"])


class Complaining(forms.Form):
    """Where people complain."""

    words = forms.Text(
        "Where do people write to complain?",
        hint="A postal address or an email address; a telephone number too, if somebody answers it.",
        longest=300,
    )

    def clean_words(self) -> str:
        """One line that can be kept."""
        try:
            return text.line(self.cleaned_data["words"], what="This", at_most=300)
        except (text.TooLong, text.Unreadable) as wrong:
            raise ValidationError(str(wrong)) from None


class Answering(Complaining):
    """Where whoever gets a letter from here answers to."""

    words = forms.Text(
        "Where do they answer to?",
        hint="A postal address or an email address of the agency, never of a person you help.",
        longest=300,
    )


class Changing(Working):
    """What somebody does, changed from what stood when it was read."""

    seen = forms.Hidden()


class Registering(forms.Form):
    """As what somebody may give immigration advice."""

    level = forms.Choice("At which level?", tuple(Level.choices), missing="Choose the level.")
    categories = forms.Several(
        "In which categories?", tuple(Category.choices), missing="Tick at least one category."
    )
    number = forms.Text(
        "Their number in the public register",
        hint="Look it up first, under this agency. A registration elsewhere does not count here.",
        missing="Write the number.",
        longest=40,
    )
    first_day = forms.Day("From which day?", missing="Give the first day.")
    last_day = forms.Day("Until which day?", hint="Leave it out if the register gives no end.")

    def clean_level(self) -> Level:
        """The level as one of ours."""
        return Level(self.cleaned_data["level"])


class Inviting(Working):
    """Somebody who begins here."""

    field_order = ("name", "email", "role", "services")
    name = forms.Text(
        "Their name", hint="As colleagues in other agencies will see it.", missing="Write a name."
    )
    email = forms.Text(
        "Their work email address",
        hint="They sign in under it. Nothing is sent to it.",
        missing="Write their work email address.",
        longest=254,
    )

    def clean_email(self) -> str:
        """An address that could be one."""
        said: str = self.cleaned_data["email"]
        try:
            validate_email(said)
        except ValidationError:
            raise ValidationError("This is not an email address, such as noor@agency.example.") from None
        return said
