"""A letter-box that stands in for the relay, and is called just as the real one is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from recourse.outside.mail import Attachment


@dataclass
class Letters:
    """Keeps the letters it is given; `broken` makes it fail as a relay does."""

    kept: list[dict[str, object]] = field(default_factory=list)
    broken: bool = False

    def send(
        self,
        *,
        to: str,
        subject: str,
        text: str,
        attachments: Iterable[Attachment] = (),
        known_as: str = "",
    ) -> None:
        """Keep a letter."""
        if self.broken:
            raise OSError("The relay does not answer.")
        self.kept.append(
            {
                "to": to,
                "subject": subject,
                "text": text,
                "attachments": list(attachments),
                "known_as": known_as,
            }
        )
