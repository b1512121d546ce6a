"""What a password may not contain besides the words everybody knows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

OUR_WORDS = ("recourse", "outreach", "homeless", "destitute", "migrant")


class NotOurOwnWords:
    """Refuses passwords made of the words of the work, or of the name of the organisation."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password in which such a word stands."""
        words = list(OUR_WORDS)
        if user is not None:
            words += [word for word in user.organisation.name.casefold().split() if len(word) > 4]
        if any(word in password.casefold() for word in words):
            raise ValidationError("Leave out the names of Recourse, your organisation and its work.")

    def get_help_text(self) -> str:
        """What to leave out."""
        return "Leave out the names of Recourse, your organisation and its work."
