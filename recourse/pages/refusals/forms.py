"""The forms of a letter against a refusal: one idea each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from recourse.pages.look import forms, known
from recourse.pages.sharing.forms import Agreeing as AgreeingToShare
from recourse.records.refusals.words import Because

if TYPE_CHECKING:
    from recourse.pages.people.knowing import Field
    from recourse.records.refusals.grounds import Ground

NAMED = "name/Name"


class Beginning(forms.Form):
    """What was refused, by whom, when, and the reason they gave."""

    kind = forms.Choice("What did they ask for?", missing="Choose what they asked for.")
    because = forms.Choice(
        "What reason were they given?", Because.choices, missing="Choose the reason they were given."
    )
    to_name = forms.Text(
        "Who refused?",
        hint="The service, practice, hospital or council the letter goes to.",
        missing="Say who refused.",
    )
    to_address = forms.LongText(
        "Its address", hint="Postal address or email. It can be left empty.", rows=3, longest=500
    )
    refused_on = forms.Day("On which day?", missing="Give the day. If nobody is sure, the likeliest one.")
    once = forms.Hidden(required=True)

    def __init__(self, *args: Any, grounds: Iterable[Ground], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(one.kind), one.kind.label) for one in grounds]
        self.fields["kind"].offer(offered)  # type: ignore[attr-defined]


class Choosing(forms.Form):
    """Which kinds of facts they want the letter to be able to tell."""

    fields_to_tell = forms.Several(
        "Which of these may the letter tell?",
        hint="As little as will do. A name is often enough.",
        missing="Tick at least one thing.",
    )

    def __init__(self, *args: Any, fields: Iterable[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.name, one.label, _in_short(one)) for one in fields if one.name != "status"]
        self.fields["fields_to_tell"].offer(offered)  # type: ignore[attr-defined]


class Agreeing(AgreeingToShare):
    """How they agreed to what a letter may tell."""

    if_not = "If you cannot, write nothing today: find an interpreter, or ask again on a better day."


class Telling(forms.Form):
    """The facts the letter tells, each by a tick; where the answer goes, and by when."""

    told = forms.Several("What does the letter tell?", missing="Tick at least one thing, such as the name.")
    called = forms.Text(
        "The name, as the letter writes it",
        hint="Change it only if these letters cannot be printed or read there.",
    )
    answer_to = forms.LongText(
        "Where should they answer?",
        hint="An address or email of your agency, never the person’s own.",
        rows=3,
        longest=300,
        missing="Say where they should answer.",
    )
    answer_by = forms.Day("By which day?", missing="Give a day.")

    def __init__(self, *args: Any, fields: Iterable[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {
            f"{field.name}/{line.name or line.question}": (field.name, line.question, line.words)
            for field in fields
            for line in field.lines
        }
        offered = [
            (key, f"{known.before(question)} {words}") for key, (_, question, words) in self.lines.items()
        ]
        self.fields["told"].offer(offered)  # type: ignore[attr-defined]
        if NAMED not in self.lines:
            del self.fields["called"]

    @property
    def chosen(self) -> list[tuple[str, str, str]]:
        """Every line that was ticked, the name as it is to be written."""
        found = {key: self.lines[key] for key in self.cleaned_data["told"]}
        if NAMED in found and self.cleaned_data.get("called"):
            found[NAMED] = (*found[NAMED][:2], self.cleaned_data["called"])
        return list(found.values())


class Making(forms.Form):
    """That it was read; where nobody has checked the rules, that the worker knows it."""

    known = forms.Several(
        "Before you make it",
        [("yes", "I know that nobody has compared these rules with the legislation")],
        missing="Tick that you know this, or have somebody check the rules first.",
    )
    seen = forms.Hidden(required=True)

    def __init__(self, *args: Any, is_unverified: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_unverified:
            del self.fields["known"]


def _in_short(field: Field) -> str:
    return "; ".join(
        f"{known.before(line.question)} {line.words}" if line.name else line.words for line in field.lines
    )
