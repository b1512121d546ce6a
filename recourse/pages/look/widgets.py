"""How a field is drawn: options as whole-width rows, a day as three boxes that keep what was typed."""

from datetime import date
from typing import Any

from django import forms


class TextBox(forms.TextInput):
    template_name = "look/widgets/text.html"


class SecretBox(forms.PasswordInput):
    template_name = "look/widgets/text.html"


class TextArea(forms.Textarea):
    template_name = "look/widgets/textarea.html"


class Unseen(forms.HiddenInput):
    template_name = "look/widgets/hidden.html"


class _Options:
    """What radios and checkboxes share: hints under options, and the options that are not an answer."""

    hints: dict[str, str]
    unsaid: frozenset[str]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        option["is_unsaid"] = str(value) in self.unsaid
        return option

    def get_context(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(*args, **kwargs)  # type: ignore[misc]
        context["widget"]["has_unsaid"] = bool(self.unsaid)
        context["widget"]["has_said"] = len(self.choices) > len(self.unsaid)  # type: ignore[attr-defined]
        return context


class Radios(_Options, forms.RadioSelect):
    template_name = "look/widgets/options.html"
    hints: dict[str, str] = {}
    unsaid: frozenset[str] = frozenset()


class Checkboxes(_Options, forms.CheckboxSelectMultiple):
    template_name = "look/widgets/options.html"
    hints: dict[str, str] = {}
    unsaid: frozenset[str] = frozenset()


class DayBoxes(forms.MultiWidget):
    """Day, month and year, each kept as it was typed."""

    template_name = "look/widgets/day.html"
    use_fieldset = True

    def __init__(self) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: TextBox(attrs=dict(box)) for part in ("day", "month", "year")})

    def decompress(self, value: date | str | None) -> list[str]:
        if not value:
            return ["", "", ""]
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        parts = value.split("-")[::-1] if "-" in value else value.split()
        return [*[""] * (3 - len(parts)), *parts]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"
