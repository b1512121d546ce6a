"""The figures a manager plans with."""

from recourse.pages.look import forms

MOST_A_YEAR, MOST_BEDS = 5000, 2000


class Within(forms.Number):
    """A whole number from 1 to the most that can be planned with."""

    def __init__(self, label: str, *, missing: str, most: int, hint: str = "") -> None:
        super().__init__(label, hint=hint, missing=missing, least=1, most=most)
        for validator in self.validators:
            validator.message = f"Give a number from 1 to {most:,}."  # type: ignore[attr-defined]


class Planning(forms.Form):
    """How many come, how long they wait and stay, and how many of a hundred should be housed."""

    people = Within(
        "How many people ask for a bed in a year?",
        hint="All who could be housed, not only those who were.",
        missing="Give how many people ask for a bed in a year.",
        most=MOST_A_YEAR,
    )
    waits = Within(
        "After how many days of waiting does somebody give up?",
        hint="On average: they leave, find something else, or are not seen again.",
        missing="Give the days after which somebody gives up.",
        most=3650,
    )
    stays = Within(
        "How many days is a stay?",
        hint="On average, with the days until the next person moves in.",
        missing="Give how many days a stay is.",
        most=3650,
    )
    beds = Within("How many beds are there?", missing="Give how many beds there are.", most=MOST_BEDS)
    wanted = Within(
        "Of a hundred who ask, how many should be housed?",
        hint="From 1 to 99. Nobody can promise all hundred.",
        missing="Give how many of a hundred should be housed.",
        most=99,
    )
