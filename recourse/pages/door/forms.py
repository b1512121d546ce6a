"""What the door asks for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from recourse.pages.look import forms


class Naming(forms.Form):
    """The address and password somebody signs in with."""

    email = forms.Text("Work email address", missing="Type your work email address.", longest=254)
    password = forms.Secret("Password", missing="Type your password.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}


class Coding(forms.Form):
    """A code from an app, or a recovery code."""

    code = forms.Text(
        "Code",
        hint="Six figures from your app. No phone? Type one of your recovery codes.",
        missing="Type the code.",
        narrow=True,
        longest=40,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "spellcheck": "false"}


class NamingAndCoding(Naming, Coding):
    """All at once, when a name was tried from many places: nothing is said of one proof without the other."""

    field_order = ("email", "password", "code")


class AppCoding(Coding):
    """The first code of an app that was just set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "The six figures your app shows now"
        self.fields["code"].help_text = ""
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}


class Invited(forms.Form):
    """The code of an invitation."""

    code = forms.Text(
        "Your invitation code",
        hint="24 letters and figures, also what stands behind the # of the link. Blanks do not matter.",
        missing="Type the code your manager gave you.",
        longest=60,
    )


class NewPassword(forms.Form):
    """A password of one's own choice."""

    password = forms.Secret(
        "Password",
        hint="At least 12 letters. Three or four words that do not belong together are easy to keep in mind.",
        missing="Choose a password.",
        is_new=True,
    )

    def __init__(self, *args: Any, worker: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worker = worker

    def clean_password(self) -> str:
        """Refuse what is short, known to everybody, or about its owner."""
        chosen: str = self.cleaned_data["password"]
        try:
            validate_password(chosen, self.worker)
        except ValidationError as wrong:
            raise ValidationError(_said(wrong)) from None
        return chosen


class ChangedPassword(NewPassword):
    """A new password in place of one that is known."""

    field_order = ("current", "password")
    current = forms.Secret("The password you have now", missing="Type the password you have now.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "The new password"

    def clean_current(self) -> str:
        """Refuse whoever does not know the old one."""
        typed: str = self.cleaned_data["current"]
        if not self.worker.check_password(typed):
            raise ValidationError("That is not the password you have now.", code="wrong")
        return typed


_SAID = {
    "password_too_short": "Use at least 12 letters.",
    "password_too_common": "Many people use this password. Choose another one.",
    "password_too_similar": "This is too much like your name or address. Choose another one.",
}


def _said(wrong: ValidationError) -> list[str]:
    return [_SAID.get(each.code or "", str(each.message)) for each in wrong.error_list]
