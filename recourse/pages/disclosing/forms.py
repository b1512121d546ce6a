"""The forms of telling an enforcement body something: one idea each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from recourse.pages.look import forms, known
from recourse.pages.sharing.forms import Agreeing as AgreeingToShare
from recourse.records.disclosures.words import Had, Regulated
from recourse.records.people.words import ForWhat

if TYPE_CHECKING:
    from recourse.pages.people.knowing import Field
    from recourse.records.directory.models import Organisation

DECLINED = Had.DECLINED.value


class Beginning(forms.Form):
    """Whom to tell, and what for."""

    to = forms.Choice("Whom?", missing="Choose whom to tell.")
    for_what = forms.Choice(
        "What for?",
        [
            one
            for one in ForWhat.choices
            if one[0] not in (ForWhat.SHARING, ForWhat.REFUSAL, ForWhat.APPLICATION)
        ],
        missing="Choose what for.",
    )

    def __init__(self, *args: Any, authorities: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authorities = {str(one.pk): one for one in authorities}
        offered = [(key, one.name) for key, one in self.authorities.items()]
        self.fields["to"].offer(offered)  # type: ignore[attr-defined]


class Reading(forms.Form):
    """That it was read to them."""

    was_read = forms.Several(
        "Read aloud",
        [("yes", "I read this to them in a language they understand, and they want to go on")],
        missing="Read it to them first, and tick that they want to go on.",
    )


class Asking(forms.Form):
    """Whether they had advice, or were offered it and do not want it."""

    had = forms.Choice("Did they have independent immigration advice?", Had.choices, missing="Choose one.")


class Declining(forms.Form):
    """What they said when they were offered advice."""

    on_day = forms.Day("On which day did you offer it?", missing="Give the day.")
    words = forms.LongText(
        "What did they say?",
        hint="One or two sentences, in their words.",
        rows=3,
        longest=2000,
        missing="Write what they said.",
    )


class Advising(forms.Form):
    """The advice they had: from whom, that the risk was explained, when, and what was said."""

    adviser = forms.Text("Who advised them?", hint="Name and organisation.", missing="Say who advised them.")
    regulated_as = forms.Choice(
        "What is the adviser?",
        Regulated.choices,
        missing="Say what the adviser is. Only a regulated adviser counts.",
    )
    risk_explained = forms.Several(
        "The risk",
        [("yes", "The adviser explained the risk to their status, removal among it")],
        missing="Tick that the risk was explained. Advice without that does not count.",
    )
    on_day = forms.Day("On which day?", missing="Give the day.")
    words = forms.LongText(
        "What was said?", hint="One or two sentences.", rows=3, longest=2000, missing="Write what was said."
    )


class Agreeing(AgreeingToShare):
    """How they agreed to what would be sent."""

    if_not = "If you cannot, send nothing today: find an interpreter, or ask again on a better day."


class Writing(forms.Form):
    """What would be told."""

    fields_to_tell = forms.Several(
        "Which of these would they be told?",
        hint="As little as will do.",
        missing="Tick at least one thing besides status.",
    )
    status = forms.Several("And, agreed to by itself")
    message = forms.LongText(
        "What should they be told, or asked?",
        hint="It is sent exactly as you write it. Do not write their status here, or anything about others.",
        rows=4,
        longest=3000,
        missing="Write what they should be told or asked.",
    )

    def __init__(self, *args: Any, fields: Iterable[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.name, one.label, _hint(one)) for one in fields]
        general = [one for one in offered if one[0] != "status"]
        status = [one for one in offered if one[0] == "status"]
        self.fields["fields_to_tell"].offer(general)  # type: ignore[attr-defined]
        if status:
            self.fields["status"].offer(status)  # type: ignore[attr-defined]
        else:
            del self.fields["status"]

    @property
    def chosen(self) -> list[str]:
        """Every field ticked, status too."""
        return [*self.cleaned_data["fields_to_tell"], *self.cleaned_data.get("status", [])]


class Sending(forms.Form):
    """The worker's own name, typed."""

    named = forms.Text("Type your own name", missing="Type your own name.")
    seen = forms.Hidden(required=True)


def _hint(field: Field) -> str:
    return "; ".join(
        f"{known.before(line.question)} {line.words}" if line.name else line.words for line in field.lines
    )
