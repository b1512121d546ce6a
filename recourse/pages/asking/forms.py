"""The forms of the interview: what it is about, one question, and the children one by one."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms as plain
from django.core.exceptions import ValidationError

from recourse.pages.look import forms
from recourse.reasoning.rulebook import Book, Fact

YES, NO = "yes", "no"
NONE = "none_there"
CHOOSE = "Choose an answer, or one of the three ways to leave it open."
BOTH = "There is an answer and it is also left open. Clear one of the two."
UNSAID: tuple[forms.Option, ...] = (
    ("not_asked", "Skip for now", "Not known, not asked"),
    ("does_not_know", "Does not know", "Asked; they are unsure"),
    ("declined", "Would rather not say", "We will not ask again"),
)
MANY = 12
MOST = 1_000_000_000
UNSAID_CODES = frozenset(option[0] for option in UNSAID)


class About(forms.Form):
    """What the interview is about."""

    about = forms.Choice("What is it about?", missing="Choose what it is about.")

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [
            (goal.key, goal.title, goal.help) if goal.help else (goal.key, goal.title)
            for goal in book.goals.values()
        ]
        self.fields["about"].offer(options)  # type: ignore[attr-defined]
        self.fields["about"].is_title = True  # type: ignore[attr-defined]


class List(plain.ChoiceField):
    """One of so many that they do not fit on a page: a list that opens."""

    class Opening(plain.Select):
        template_name = "asking/_list.html"

    widget = Opening


class Question(forms.Form):
    """An answer to one fact of the law, or one of the three ways not to answer."""

    def __init__(self, *args: Any, fact: Fact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fact = fact
        field = _field(fact)
        if field is not None:
            field.is_title = fact.type != "some_of"
            self.fields["said"] = field
        leaving = forms.Choice("Answer" if field is None else "No answer today", unsaid=UNSAID)
        leaving.offer(_options(fact), UNSAID)
        leaving.is_title = True  # type: ignore[attr-defined]
        leaving.error_messages["invalid_choice"] = CHOOSE
        self.fields["answer"] = leaving

    def clean(self) -> dict[str, Any]:
        """Turn what was sent into `value`, or `why` it is not known."""
        sent = super().clean() or {}
        if self.errors:
            return sent
        choice, said = sent.get("answer") or "", sent.get("said")
        is_said = said not in (None, "", [])
        if is_said and choice:
            self.add_error("answer", BOTH)
        elif choice in UNSAID_CODES:
            return {"value": None, "why": choice}
        elif not is_said and not choice:
            self.add_error("said" if "said" in self.fields else "answer", CHOOSE)
        else:
            try:
                return {"value": _value(self.fact, said, choice), "why": ""}
            except ValidationError as wrong:
                self.add_error("said", wrong)
        return sent


def filled(fact: Fact, *, value: Any, why: str) -> dict[str, Any]:
    """The form's first state for an answer that was given before."""
    if why:
        return {"answer": why} if why in UNSAID_CODES else {}
    if fact.type == "yes_no":
        return {"answer": YES if value else NO}
    if fact.type == "one_of":
        code = "none" if value is None and "none" in fact.options else value
        return {"said" if len(fact.options) > MANY else "answer": code}
    if fact.type == "some_of" and not fact.options and value:
        return {"said": ", ".join(value)}
    if value is None or value == []:
        return {"answer": NONE}
    return {"said": value}


def _options(fact: Fact) -> list[forms.Option]:
    match fact.type:
        case "yes_no":
            return [(YES, "Yes"), (NO, "No")]
        case "one_of" if len(fact.options) <= MANY:
            return list(fact.options.items())
        case "some_of":
            return [(NONE, fact.options.get("none", "None of these"))]
        case "day":
            return [(NONE, "There is no such day: it has not happened")]
    return []


def _field(fact: Fact) -> Any:
    match fact.type:
        case "one_of" if len(fact.options) > MANY:
            return List(label=fact.question, choices=[("", "Choose"), *fact.options.items()], required=False)
        case "some_of" if not fact.options:
            return forms.Text(fact.question, hint="With commas between them", narrow=True)
        case "some_of":
            return forms.Several(
                "As many as are true", [(c, label) for c, label in fact.options.items() if c != "none"]
            )
        case "day":
            return forms.Day("Day, month and year")
        case "number":
            return forms.Text(fact.question, hint=fact.unit, narrow=True, longest=20)
        case "money":
            return forms.Text(
                fact.question,
                hint="In pounds" + (f", {fact.unit}" if fact.unit else ""),
                narrow=True,
                longest=20,
            )
        case "text":
            return forms.Text(fact.question)
    return None


def _value(fact: Fact, said: Any, choice: str) -> Any:
    match fact.type:
        case "yes_no":
            return choice == YES
        case "one_of":
            return said or choice
        case "some_of":
            codes = [code.strip().upper() for code in said.split(",")] if isinstance(said, str) else said
            return [] if choice == NONE else [code for code in codes if code]
        case "day":
            return None if choice == NONE else said.isoformat() if isinstance(said, date) else said
        case "number" | "money":
            return number(str(said), is_whole=fact.type == "number")
    return str(said).strip()


def number(text: str, *, is_whole: bool) -> int | float:
    """The number in a text such as "£1,250.50", or a sentence that says what a number looks like."""
    tidy = text.strip().replace(",", "").replace("£", "").replace(" ", "")
    try:
        found = Decimal(tidy)
        if not found.is_finite():
            raise InvalidOperation
    except InvalidOperation:
        example = "4" if is_whole else "120 or 120.50"
        raise ValidationError(
            f"“{text.strip()}” is not a number. Write it in figures, such as {example}."
        ) from None
    if found > MOST:
        raise ValidationError(f"{text.strip()} is too large. Write a number below {MOST:,}.")
    if found < 0:
        raise ValidationError(f"{text.strip()} is less than nothing. Write 0 or more.")
    if is_whole and found != found.to_integral_value():
        raise ValidationError(f"{text.strip()} is not a whole number. Leave out the fraction.")
    return int(found) if found == found.to_integral_value() else float(found)


def people(
    sent: Mapping[str, str], *, members: list[Fact], rows: int
) -> tuple[list[dict[str, Any]], list[str]]:
    """The members written in the rows of a form, and what is wrong with them."""
    found: list[dict[str, Any]] = []
    wrong: list[str] = []
    for row in range(rows):
        one: dict[str, Any] = {}
        for fact in members:
            text = sent.get(f"{row}-{fact.name}", "").strip()
            if not text:
                continue
            try:
                one[fact.name] = _of_member(fact, text)
            except ValidationError as error:
                wrong.append(f"Line {row + 1}: {error.messages[0]}")
        if one:
            found.append(one)
    return found, wrong


def _of_member(fact: Fact, text: str) -> Any:
    if fact.type == "yes_no":
        return text == YES
    if fact.type in ("number", "money"):
        return number(text, is_whole=fact.type == "number")
    if fact.type == "one_of" and text not in fact.options:
        raise ValidationError(CHOOSE)
    return text
