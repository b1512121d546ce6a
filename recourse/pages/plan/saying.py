"""A step as it is said: who must advise, what to bring, what it opens and risks; never "apply"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from recourse.pages.look import days
from recourse.pages.look.days import Chip
from recourse.reasoning import routes, rulebook

WORDS = {
    "raise": "Raise",
    "check": "Check",
    "prepare": "Prepare",
    "blocked": "Not before",
    "in_progress": "In progress",
}
LEVELS = {
    "N": "You may do this",
    "L1": "A regulated adviser, level 1",
    "L1E": "A regulated adviser, level 1 with EU settlement",
    "L2": "A regulated adviser, level 2",
    "L3": "A regulated adviser, level 3",
    "SOL": "A solicitor",
    "LAP": "A legal aid provider for immigration and asylum",
}
CONTACT = (
    "No contact",
    "Asked for proof only",
    "Hears from somebody it knows, at an address it knows",
    "Learns who they are and where they can be found",
)
LEGAL_AID = {
    "IN": "Legal aid covers it",
    "ECF": "Legal aid only as an exception, asked for first",
    "OUT": "No legal aid",
}
OPENS = {
    "R-FAM-PARENT_stronger": "a stronger case as a parent",
    "appeal": "the appeal",
    "citizenship": "citizenship",
    "citizenship_child": "the child’s citizenship",
    "euss_presettled": "pre-settled status",
    "euss_settled": "settled status",
    "faster_decision": "a faster decision",
    "fee_waived": "no fee",
    "file": "what the Home Office holds on them",
    "interim_relief": "a court’s order meanwhile",
    "keeps_status": "what they hold goes on",
    "legal_barrier_to_return": "nobody can be told to leave meanwhile",
    "llr_family": "permission on family or private life",
    "no_removal": "no removal meanwhile",
    "parent_route": "a route as a parent",
    "proof": "proof of what they hold",
    "s3c_application": "permission goes on by law meanwhile",
    "security": "permission to stay",
    "services_at_home": "help after the journey",
    "settlement_in_5_years": "settlement after five years",
    "travel": "travel",
    "work": "work",
}
RANK = {"iaa_1": 1, "iaa_2": 2, "iaa_3": 3, "solicitor": 4, "barrister": 4, "cilex": 4}
NEEDED = {"N": 0, "L1": 1, "L1E": 1, "L2": 2, "L3": 3, "SOL": 4, "LAP": 2}
#: What the planner puts in the place of a step that would reach the Home Office too soon.
HELD = ("no_consent", "no_adviser")
COMPARED_LASTS = timedelta(days=90)
LODGED = "lodged"
NOT_ANEW = (
    "Not as a new application: one of theirs waits. An adviser at level 2 or above decides whether that one"
    " is varied, and nobody withdraws it for this."
)
NOT_YET = "Not before an adviser has spoken with them and they agreed in writing, to this purpose alone."


@dataclass(frozen=True)
class Point:
    """One step of a route; `gate` says what must come first."""

    kind: str
    says: str
    gate: str = ""


@dataclass(frozen=True)
class Missing:
    """A fact that would settle a step; whoever would rather not say is not asked again."""

    name: str
    question: str
    is_refused: bool


@dataclass(frozen=True)
class Card:
    """One step of the plan, as it is drawn."""

    route: str
    step: str
    outcome: str
    word: str
    title: str
    whose: str
    why: str
    also: str
    chip: Chip
    facts: list[tuple[str, str]]
    until: date | None = None
    missing: list[Missing] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    judge: list[str] = field(default_factory=list)
    small_print: str = ""
    stale: str = ""
    adviser: str = "N"
    is_waiting: bool = False
    held: Any = None
    wants_adviser: bool = True
    button: str = ""
    refer_to: list[Any] = field(default_factory=list)
    colleagues: list[Any] = field(default_factory=list)

    @property
    def task(self) -> str:
        """What the task says that this step becomes."""
        return self.why or self.title


def plain(step: Mapping[str, Any], *, today: date) -> Card:
    """One of the safe first steps, which touch no route."""
    return Card(
        route=str(step["code"]),
        step="safe",
        outcome="raise",
        word="First" if step["when"] == "tonight" else "Also",
        title=str(step["says"]).rstrip("."),
        whose="",
        why="",
        also="",
        chip=Chip("now", "Today") if step["when"] == "tonight" else Chip("later", "No date"),
        facts=[("Who", LEVELS["N"]), ("Home Office", CONTACT[int(step["contact"])])],
        wants_adviser=False,
    )


def card(stand: Mapping[str, Any], *, today: date, as_adviser: str, refused: Collection[str] = ()) -> Card:
    """A route as it stands, in the general form, or as an adviser at its level reads it."""
    outcome = str(stand["outcome"])
    is_theirs = bool(as_adviser) and RANK.get(as_adviser, 0) >= NEEDED[stand["adviser"]]
    due = _on(stand["urgent_by"]) or _on(stand["closes_on"])
    opens = _on(stand["opens_on"])
    book = rulebook.england()
    return Card(
        route=str(stand["id"]),
        step=outcome,
        outcome=outcome,
        word=WORDS[outcome],
        title=str(stand["name"]),
        whose=str(stand["whose"]),
        why=str(stand["sentence"]),
        also=str(stand["blocked_says"] or stand["says"]),
        chip=_chip(outcome, due=due, opens=opens, today=today),
        facts=_facts(stand),
        until=due if due and due >= today else None,
        missing=[
            Missing(name, book.facts[name].question, name in refused)
            for name in stand["missing"]
            if name in book.facts and book.facts[name].question
        ],
        points=[_point(step, is_only_varied=bool(stand.get("is_only_varied"))) for step in stand["steps"]],
        judge=_to_judge(stand) if is_theirs else [],
        small_print=_small_print(stand, today),
        is_waiting=outcome == "blocked",
        stale=unchecked(_on(stand["verified_on"]), today=today),
        adviser=str(stand["adviser"]),
        wants_adviser=stand["adviser"] != "N",
    )


def _chip(outcome: str, *, due: date | None, opens: date | None, today: date) -> Chip:
    if outcome == "prepare" and opens:
        return Chip("later", f"Opens {days.short_day(opens, today)}")
    found = days.deadline(due)
    return found if due else Chip("later", "No date")


def _facts(stand: Mapping[str, Any]) -> list[tuple[str, str]]:
    said = routes.england().said
    packs = [str(said["evidence"][code]["title"]) for code in stand["evidence"] if code in said["evidence"]]
    risks = [str(said["risks"][code]["title"]) for code in stand["risks"] if code in said["risks"]]
    told = [
        ("Waits for", str(stand["blocked_says"]) if stand["outcome"] == "blocked" else ""),
        ("Who", LEVELS[stand["adviser"]] + (", before anything else" if stand["is_adviser_first"] else "")),
        ("Legal aid", LEGAL_AID.get(stand["legal_aid"], "")),
        ("Bring", "; ".join(packs)),
        ("Fee", _fee(stand)),
        ("Opens", ", ".join(called(key) for key in stand["opens"])),
        ("Risk", "; ".join(risks) or "None known"),
        ("Home Office", CONTACT[int(stand["contact"])]),
    ]
    return [(name, words) for name, words in told if words]


def called(key: str) -> str:
    """What a route opens, in words."""
    definition = rulebook.england().definitions.get(key)
    if definition is None:
        return OPENS.get(key, key.replace("_", " "))
    return definition.title[:1].lower() + definition.title[1:]


def _fee(stand: Mapping[str, Any]) -> str:
    if not stand["fee"]:
        return ""
    waiver = "; an adviser may ask for it to be waived" if stand["has_waiver"] else "; it cannot be waived"
    return f"£{float(stand['fee']):,.2f}".replace(".00", "") + waiver


def _point(step: Mapping[str, Any], *, is_only_varied: bool) -> Point:
    kind = str(step["kind"])
    if is_only_varied and (kind == LODGED or kind in HELD):
        return Point(kind, str(step["says"]), NOT_ANEW)
    return Point(kind, str(step["says"]), NOT_YET if step["needs_consent"] or kind in HELD else "")


def _to_judge(stand: Mapping[str, Any]) -> list[str]:
    contested = [str(one["says"]) for one in stand["contested"]]
    if stand["outcome"] == "raise":
        contested.insert(
            0, "Every condition that is recorded is met. Its merits, and what they want, are not."
        )
    return [*contested, *(f"Not known: {one}" for one in stand["unknown"])]


def _small_print(stand: Mapping[str, Any], today: date) -> str:
    weeks = "{} to {} weeks, an estimate".format(*stand["weeks"])
    checked = _on(stand["verified_on"])
    said = f" Compared with the law {days.day(checked, today)}." if checked else ""
    return f"{stand['cites']}. {weeks}.{said}"


def unchecked(compared: date | None, *, today: date) -> str:
    """What must be said when the law under a step was compared never, or more than 90 days ago."""
    if compared is None:
        return "Nobody has compared the law under this step with its source yet."
    if today - compared > COMPARED_LASTS:
        return f"The law under this step was last compared with its source on {days.day(compared, today)}."
    return ""


def _on(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
