"""What a password may not contain, or be, besides the words everybody knows."""

from __future__ import annotations

from hashlib import sha1
from pathlib import Path
from typing import IO, Any

from django.conf import settings
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


class NotBreached:
    """Refuses passwords that stand in a list of breached ones, when whoever runs Recourse keeps one here.

    The file has a line for each: its SHA-1 in capitals, sorted, as such lists are given out; what follows a
    colon is not read. It is searched where it lies, and nobody elsewhere is asked.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password that somebody stole before."""
        where = settings.BREACHED_PASSWORDS
        if where is None:
            return
        wanted = sha1(password.encode(errors="surrogatepass"), usedforsecurity=False).hexdigest().upper()
        with Path(where).open("rb") as file:
            if _stands(wanted.encode(), file):
                raise ValidationError("This password was stolen from another site. Choose another one.")

    def get_help_text(self) -> str:
        """What to leave out."""
        return "Use no password that was stolen from another site."


def _stands(wanted: bytes, file: IO[bytes]) -> bool:
    """Whether a sorted file has a line that begins with these letters."""
    low, high = 0, file.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        file.seek(middle)
        if middle:
            file.readline()
        line = file.readline()[: len(wanted)]
        if line == wanted:
            return True
        if line and line < wanted:
            low = middle + 1
        else:
            high = middle
    file.seek(0)
    return file.readline()[: len(wanted)] == wanted
