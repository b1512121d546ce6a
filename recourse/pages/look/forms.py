"""The fields of the pages: text, long text, options, boxes to tick, a number, a day kept as typed.

    class Noting(forms.Form):
        text = forms.LongText("What happened", missing="Write what happened.")

A field with `missing` must be filled in, and that sentence is what is said when it is not.
"""

from calendar import month_name
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

from recourse.pages.look import widgets

Option = tuple[str, str] | tuple[str, str, str]


class Dressed(TemplatesSetting):
    """Draws every form with our own templates."""

    form_template_name = "look/_form.html"
    field_template_name = "look/_field.html"


class Form(forms.Form):
    """A form in our dress; `problems` feeds the summary at the top of the page."""

    default_renderer = Dressed
    use_required_attribute = False

    def problems(self) -> list[tuple[str, str]]:
        """Each sentence about what is wrong, with the id of the box it belongs to."""
        found = [(str(words), "") for words in self.non_field_errors()]
        for bound in self:
            found += [(str(words), first_box(bound)) for words in bound.errors]
        return found


def first_box(bound: forms.BoundField) -> str:
    """The id of the first box of a field."""
    if isinstance(bound.field.widget, widgets.Radios | widgets.Checkboxes):
        return f"{bound.auto_id}_0"
    return bound.id_for_label


def _said(label: str, hint: str, missing: str) -> dict[str, Any]:
    return {
        "label": label,
        "help_text": hint,
        "required": bool(missing),
        "error_messages": {"required": missing} if missing else {},
    }


class Text(forms.CharField):
    """One line."""

    def __init__(
        self, label: str, *, hint: str = "", missing: str = "", narrow: bool = False, longest: int = 200
    ) -> None:
        box = widgets.TextBox(attrs={"autocomplete": "off"} | ({"class": "rc-narrow"} if narrow else {}))
        super().__init__(max_length=longest, widget=box, **_said(label, hint, missing))
        self.error_messages["max_length"] = f"Keep it under {longest} letters."


class Secret(forms.CharField):
    """A password, as typed to the last blank, and never written back into the page."""

    def __init__(self, label: str, *, hint: str = "", missing: str = "", is_new: bool = False) -> None:
        box = widgets.SecretBox(attrs={"autocomplete": "new-password" if is_new else "current-password"})
        super().__init__(strip=False, max_length=1000, widget=box, **_said(label, hint, missing))
        self.error_messages["max_length"] = "Keep it under 1000 letters."


class LongText(forms.CharField):
    """Several lines."""

    def __init__(
        self, label: str, *, hint: str = "", missing: str = "", rows: int = 5, longest: int = 5000
    ) -> None:
        area = widgets.TextArea(attrs={"rows": rows})
        super().__init__(widget=area, **_said(label, hint, missing))
        self.longest = longest

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and len(value) > self.longest:
            raise ValidationError(f"Keep it under {self.longest} letters. It has {len(value)}.")


class _HasOptions(forms.ChoiceField):
    def offer(self, options: Iterable[Option], unsaid: Iterable[Option] = ()) -> None:
        """Set the options: (value, words) or (value, words, hint); `unsaid` are drawn apart, dashed."""
        said, not_said = list(options), list(unsaid)
        self.choices = [(one[0], one[1]) for one in (*said, *not_said)]
        drawn = cast("widgets.Radios | widgets.Checkboxes", self.widget)
        drawn.hints = {one[0]: one[2] for one in (*said, *not_said) if len(one) == 3}
        drawn.unsaid = frozenset(one[0] for one in not_said)


class Choice(_HasOptions):
    """One of several, each a whole-width row."""

    widget = widgets.Radios

    def __init__(
        self,
        label: str,
        options: Sequence[Option] = (),
        *,
        unsaid: Sequence[Option] = (),
        hint: str = "",
        missing: str = "",
    ) -> None:
        super().__init__(**_said(label, hint, missing))
        self.error_messages["invalid_choice"] = missing or "Choose one of these."
        self.offer(options, unsaid)


class Several(_HasOptions, forms.MultipleChoiceField):
    """As many as are true, each a whole-width row with a box."""

    widget = widgets.Checkboxes

    def __init__(
        self, label: str, options: Sequence[Option] = (), *, hint: str = "", missing: str = ""
    ) -> None:
        super().__init__(**_said(label, hint, missing))
        self.error_messages["invalid_choice"] = missing or "Choose some of these."
        self.offer(options)


class Hidden(forms.CharField):
    """Carried along unseen, such as which page was posted."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(required=required, widget=widgets.Unseen())


class Number(forms.IntegerField):
    """A whole number."""

    def __init__(
        self, label: str, *, hint: str = "", missing: str = "", least: int | None = 0, most: int | None = None
    ) -> None:
        box = widgets.TextBox(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-4"}
        )
        super().__init__(min_value=least, max_value=most, widget=box, **_said(label, hint, missing))
        self.error_messages["invalid"] = "Give a whole number, such as 3."


class Day(forms.MultiValueField):
    """A whole date; what was typed stays in its boxes when it is not one."""

    example = "Give day, month and year, such as 8 10 2026."
    may_be_partial = False

    def __init__(self, label: str, *, hint: str = "", missing: str = "") -> None:
        parts = [forms.CharField(required=False) for _ in range(3)]
        super().__init__(
            parts, require_all_fields=False, widget=widgets.DayBoxes(), **_said(label, hint, missing)
        )

    def clean(self, value: Any) -> Any:
        """The date, or nothing; three typed boxes that make no date are an error that says what is right."""
        day, month, year = (str(part or "").strip() for part in (value or ["", "", ""]))
        if not (day or month or year):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return self.nothing()
        try:
            return self.read(day, month, year)
        except (ValueError, OverflowError):
            raise ValidationError(f"{typed(day, month, year)} is not a date. {self.example}") from None

    def nothing(self) -> Any:
        return None

    def read(self, day: str, month: str, year: str) -> Any:
        return _whole(day, month, year)


class PartialDay(Day):
    """A date of which perhaps only the year is known, in words: "1990", "February 1990", "3 May 1990"."""

    example = "If only the year is known, give the year."

    def nothing(self) -> str:
        return ""

    def read(self, day: str, month: str, year: str) -> str:
        whole = _whole(day or "1", month or ("" if day else "1"), year)
        return typed(str(whole.day) if day else "", str(whole.month) if month else "", str(whole.year))


def _whole(day: str, month: str, year: str) -> date:
    if len(year) != 4:
        raise ValueError("a year has four figures")
    number = int(month) if month.isdecimal() else _month_called(month)
    return date(int(year), number, int(day))


def _month_called(words: str) -> int:
    for number, name in enumerate(month_name):
        if number and len(words) >= 3 and name.lower().startswith(words.lower()):
            return number
    raise ValueError("no such month")


def typed(day: str, month: str, year: str) -> str:
    """What was typed, said as a date would be: "31 February 1990"."""
    is_month = month.isdecimal() and len(month) < 3 and 1 <= int(month) <= 12
    return " ".join(part for part in (day, month_name[int(month)] if is_month else month, year) if part)
