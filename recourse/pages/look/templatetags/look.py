"""The parts of our pages as tags: icons, chips, outcome cards, reason trees, banners, timelines, rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse

from recourse.pages.look import addresses, days, happened, known, outcomes, people
from recourse.pages.look.markup import fill, fill_each
from recourse.reasoning import agreements

register = template.Library()

register.filter("day", days.day)
register.filter("last_day", days.last_day)
register.filter("short_day", days.short_day)
register.filter("long_day", days.long_day)
register.filter("hour", days.hour)
register.filter("moment", days.moment)
register.filter("pounds", agreements.in_pounds)
register.filter("before", known.before)
register.filter("person_rows", people.rows)

PERSON_WAYS = (
    ("happened", "What happened", "people:one"),
    ("facts", "All that is known", "people:facts"),
    ("answers", "Answers", "answers:latest"),
    ("plan", "Plan", "plan:now"),
    ("referrals", "Referrals", "referring:of_person"),
    ("stays", "Stays", "offers:of_person"),
    ("grants", "Grants", "money:of_person"),
    ("papers", "Papers", "papers:of_person"),
    ("sharing", "Sharing", "sharing:all"),
    ("statement", "Their statement", "statement:one"),
    ("file", "File", "keeping:file"),
)
SHEET = '<link rel="stylesheet" nonce="{}" href="{}">'
PARTS = ("tokens", "frame", "forms", "things", "outcomes", "homes", "law", "plan", "print")
ICON = '<svg class="rc-icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
EXIT_SCRIPT = '<script src="{}" nonce="{}" data-there="{}"></script>'
BED_WORDS = {"in_use": "in use", "held": "held", "free": "free", "unusable": "not usable"}


@register.simple_tag
def exit_script(nonce: str) -> str:
    """The script of the quick exit, which must be there before the page is."""
    return fill(EXIT_SCRIPT, static("recourse/exit.js"), nonce, settings.QUICK_EXIT_TO)


@register.inclusion_tag("look/_exit.html")
def quick_exit() -> dict[str, str]:
    """The way out of a public page, first on it."""
    return {"there": settings.QUICK_EXIT_TO}


@register.simple_tag
def sheets(nonce: str) -> str:
    """The style sheets of every page, in the order in which they build on each other."""
    return fill_each("\n", SHEET, ((nonce, there) for there in _sheets()))


@cache
def _sheets() -> tuple[str, ...]:
    ours = (f"recourse/parts/{part}.css" for part in PARTS)
    return tuple(static(there) for there in ("recourse/vendor/govuk-frontend.css", *ours))


@register.filter
def words(said: str) -> list[str]:
    """Several words as a list."""
    return said.split()


@register.filter
def sentence(said: str) -> str:
    """Words as a sentence: a capital first, a full stop last."""
    said = said.strip()
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "!", "?")) else ".")


@register.filter
def iso_day(said: str) -> str:
    """A day written as data, said with its year: "3 November 2026"."""
    on = date.fromisoformat(said)
    return f"{on.day} {on:%B %Y}"


@register.filter
def law_day(on: date) -> str:
    """A day of the law, said with its year: "3 November 2026"."""
    return f"{on.day} {on:%B %Y}"


@register.filter
def at(things: Mapping[str, Any], key: str) -> Any:
    """What stands in a mapping under a key."""
    return things.get(key, "")


@register.simple_tag
@cache
def icon(name: str, ink: str = "") -> str:
    """One shape from the one file of icons; always beside a word."""
    inked = f" rc-ink--{ink}" if ink else ""
    return fill(ICON, inked, sheet_of_icons(), name)


@cache
def sheet_of_icons() -> str:
    """The address of the one file of icons, the same as long as the site runs."""
    return static("recourse/icons.svg")


@register.inclusion_tag("look/_error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """Everything wrong with a form, each line leading to its box."""
    return {"problems": form.problems() if form is not None and form.is_bound else []}


@register.inclusion_tag("look/parts/back.html")
def back(words: str, address: str) -> dict[str, str]:
    """The way back, named by where it leads."""
    return {"words": words, "address": address}


@register.inclusion_tag("look/parts/deadline_chip.html")
def deadline_chip(due: date | datetime | None, at: datetime | None = None) -> dict[str, str]:
    """A deadline: overdue, now, soon or later."""
    chip = days.deadline(due, at)
    return {"weight": chip.weight, "words": chip.words}


@register.inclusion_tag("look/parts/deadline_chip.html")
def chip(weight: str, words: str) -> dict[str, str]:
    """A chip with words of one's own: weight is overdue, now, soon or later."""
    return {"weight": weight, "words": words}


@register.inclusion_tag("look/parts/outcome_word.html")
def outcome_word(outcome: str) -> dict[str, str]:
    """The word and shape of an outcome."""
    return {"outcome": outcome, "words": outcomes.WORDS[outcome]}


@register.inclusion_tag("look/parts/outcome_card.html")
def outcome_card(outcome: Mapping[str, Any], key: str = "", ask: str = "") -> dict[str, Any]:
    """An outcome as `Answers.to_json()` gives it; a missing fact's name is added to `ask`."""
    return {"o": outcome, "key": key, "ask": ask, "small_print": outcomes.small_print(outcome)}


@register.inclusion_tag("look/parts/reason_tree.html")
def reason_tree(reason: Mapping[str, Any] | Sequence[Mapping[str, Any]], about: str = "") -> dict[str, Any]:
    """Why, as nested sentences; one reason or several, about the person or `about` one they live with."""
    several = [reason] if isinstance(reason, Mapping) else reason
    return {"nodes": [outcomes.node(one, about=about) for one in several]}


@register.inclusion_tag("look/parts/tally.html")
def tally(found: Iterable[str]) -> dict[str, Any]:
    """How many of each outcome; each leads to the heading whose id is the outcome."""
    return {"counted": outcomes.count(found)}


@register.inclusion_tag("look/parts/share_banner.html")
def share_banner(banner: Mapping[str, Any]) -> Mapping[str, Any]:
    """Why may I see this: what `recourse.pages.people.banner.why(person, by=...)` gives."""
    return banner


@register.simple_tag
def timeline(entries: Iterable[Any]) -> str:
    """What happened, newest first: entries with day, day_words, kind, icon, when, what, more and address."""
    return happened.line(entries, icon=icon)


@register.inclusion_tag("look/parts/person_strip.html")
def person_strip(person: Any, who: Any) -> dict[str, Any]:
    """Whom this page is about; `who` is their identity."""
    nickname = f"“{who.nickname}”" if who.nickname and who.nickname not in who.display_name else ""
    seconds = [words for words in (nickname, person.reference, who.place, who.language) if words]
    return {"person": person, "who": who, "seconds": seconds}


@register.inclusion_tag("look/parts/row.html")
def row(row: Any) -> dict[str, Any]:
    """A row of a list: a `recourse.pages.look.rows.Row`."""
    return {"row": row}


@register.inclusion_tag("look/parts/bed_glyphs.html")
def bed_glyphs(states: Iterable[str]) -> dict[str, Any]:
    """One glyph a bed, with hidden words that count them: "3 in use, 1 held"."""
    found = list(states)
    counts = Counter(found)
    said = ", ".join(f"{counts[state]} {words}" for state, words in BED_WORDS.items() if counts[state])
    return {"states": found, "words": said, "sheet": sheet_of_icons()}


@register.simple_tag
def way_to(address: str, *args: Any) -> str:
    """The address of a page, or nothing when its room is not built."""
    if len(args) == 1 and isinstance(args[0], UUID):
        return addresses.of(address, args[0])
    try:
        return reverse(address, args=args)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("look/parts/subnav.html")
def subnav(person: Any, here: str) -> dict[str, Any]:
    """The ways on a person's page: what one needs daily first, the file as a whole last."""
    found = [(key, words, addresses.of(address, person.pk)) for key, words, address in PERSON_WAYS]
    return {"ways": [(words, address, key == here) for key, words, address in found if address]}
