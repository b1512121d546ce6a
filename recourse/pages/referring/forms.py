"""The forms of referrals: sending one, and what is said about it afterwards."""

from typing import Any

from recourse.pages.look import forms
from recourse.records.referrals.words import Disposition, NextStep, Refusal

OTHER = "other"


class Sending(forms.Form):
    """Why, and what is asked for."""

    why = forms.LongText(
        "Why this service, and why now?",
        hint="They see this together with what was agreed to be shared. Leave out what was not.",
        missing="Say why: one sentence the other service can act on.",
        rows=4,
    )
    asks = forms.LongText(
        "What do you ask them to do?",
        hint="Such as: a room for a woman who cannot climb stairs.",
        missing="Say what you ask them to do.",
        rows=3,
    )


class _Moving(forms.Form):
    """A form about a referral as it was when the page was opened: `seen` counts its moves."""

    seen = forms.Hidden(required=False)

    def clean_seen(self) -> int | None:
        """The number of moves, when the page said one."""
        said = self.cleaned_data["seen"]
        return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None


class Accepting(_Moving):
    """Taking the person on."""

    words = forms.LongText(
        "What happens next?", hint="When and where; whom they ask for. It can be left empty.", rows=3
    )


class Asking(_Moving):
    """Asking the sender for more."""

    words = forms.LongText("What do you need to know?", missing="Say what you need to know.", rows=3)


class Replying(_Moving):
    """Answering the receiver's question."""

    words = forms.LongText("Your answer", missing="Say what you found out.", rows=4)


class Refusing(_Moving):
    """Saying no: a coded reason, and what the sender can do next."""

    code = forms.Choice("Why not?", Refusal.choices, missing="Choose the reason that comes nearest.")
    words = forms.LongText("In your words", hint="Needed if it is something else.", rows=2)
    step = forms.Choice(
        "What can they do next?",
        [*NextStep.choices, (OTHER, "Something else", "Write it below")],
        missing="Name a next step: what can the other service do now?",
    )
    step_words = forms.LongText("More about the next step", rows=2)

    def clean(self) -> dict[str, Any]:
        """Give `next_step` in words."""
        sent = super().clean() or {}
        if sent.get("code") == Refusal.OTHER and not sent.get("words", "").strip():
            self.add_error("words", "Say what the reason is.")
        more = sent.get("step_words", "").strip()
        if sent.get("step") == OTHER and not more:
            self.add_error("step_words", "Write what they can do next.")
        label = "" if sent.get("step") in (OTHER, None, "") else NextStep(sent["step"]).label
        return sent | {"next_step": ". ".join(filter(None, (label, more)))}


class TakingBack(_Moving):
    """Why the sender no longer asks."""

    reason = forms.LongText("Why do you take it back?", missing="Say why you take it back.", rows=2)


class Closing(_Moving):
    """How it ended."""

    disposition = forms.Choice(
        "How did it end?",
        [choice for choice in Disposition.choices if choice[0] != Disposition.TAKEN_BACK],
        missing="Choose how it ended.",
    )
    words = forms.LongText("In your words", hint="It can be left empty.", rows=2)
