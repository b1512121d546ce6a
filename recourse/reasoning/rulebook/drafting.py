"""Makes definitions, rules and amounts out of a topic's `rules.yaml` and `amounts.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from recourse.reasoning.rulebook import conditions, expressions
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.reading import Table
from recourse.reasoning.rulebook.tree import Always, Amount, Definition, Kind, Rule, Warning
from recourse.reasoning.rulebook.vocabulary import Vocabulary, Word

SURE = ("read", "settled", "inferred", "contested")
GIVES = ("eligible", "discretionary")
GIVES_TYPES = {"day": Type.DAY, "code": Type.ONE_OF, "number": Type.NUMBER, "money": Type.MONEY}
READS_AT = {"decision": "decision_on", "claim": "claim_on", "grant": "grant_notified", "notice": "notice_served",
            "agreement": "agreement_start"}  # fmt: skip
RULE_KEYS = {"id", "says", "when", "unless", "cites", "from", "to", "sure", "contested", "gives", "verified_on",
             "reads_at", "note"}  # fmt: skip
LISTS = (
    "not applicable when any",
    "requires all",
    "open when any",
    "true when any",
    "barred when any",
    "cases",
)
SAYS = ("answer open", "answer closed", "answer depends", "answer not applicable", "answer discretionary")
KEYS = {"kind", "title", "asks", "decided by", "challenge", "gives", "warnings", "type", "unit", "otherwise",
        "codes", "note", *LISTS, *SAYS}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelf:
    """What rules lean on besides each other: names, contested points and warnings."""

    vocabulary: Vocabulary
    contested: dict[str, str]
    warnings: dict[str, str]


def word(key: str, table: Table, desk: Desk) -> Word:
    """What the key will mean in conditions, before any condition is read."""
    kind = desk.choice(table, "kind", tuple(Kind), "")
    if not kind:
        desk.complain(table.file, table.line, f"“{key}” has no kind", ", ".join(Kind))
    if kind != Kind.VALUE:
        return Word(Kind(kind or "test"))
    gives_type = desk.choice(table, "type", tuple(GIVES_TYPES), "")
    if not gives_type:
        desk.complain(table.file, table.line, f"the value “{key}” has no type", ", ".join(GIVES_TYPES))
    codes = desk.texts(table, "codes") if not isinstance(table.get("codes"), Table) else tuple(table["codes"])
    return Word(Kind.VALUE, gives_type or "code", codes)


def definition(key: str, table: Table, topic: str, shelf: Shelf, desk: Desk) -> Definition:
    """One definition with its rules."""
    desk.keys(table, KEYS, "a definition")
    known = shelf.vocabulary.words[key]
    kind = known.kind
    opener = "true when any" if "true when any" in table else "open when any"
    listed = {name: _rules(table, name, key, shelf, desk) for name in LISTS if name in table}
    _fitting(key, kind, table, desk)
    return Definition(
        key=key,
        kind=kind,
        topic=topic,
        title=desk.text(table, "title", needed_by=f"“{key}”" if kind is Kind.ENTITLEMENT else "")
        or _spoken(key),
        asks=desk.text(table, "asks"),
        file=table.file,
        line=table.line,
        decided_by=desk.text(table, "decided by"),
        challenge=_challenge(table, desk),
        gives=desk.choice(table, "gives", GIVES, "eligible"),
        warnings=_warnings(table, shelf, desk),
        not_applicable=listed.get("not applicable when any", ()),
        requires=listed.get("requires all", ()),
        opens=listed.get(opener),
        bars=listed.get("barred when any", ()),
        cases=listed.get("cases", ()),
        otherwise=_otherwise(table, known, shelf, desk),
        gives_type=known.gives_type,
        unit=desk.text(table, "unit"),
        says={name.removeprefix("answer "): desk.text(table, name) for name in SAYS if name in table},
    )


def _fitting(key: str, kind: Kind, table: Table, desk: Desk) -> None:
    if "true when any" in table and "open when any" in table:
        desk.within(table, "true when any", f"“{key}” opens in two lists", "one list")
    rules = [name for name in LISTS if name in table]
    if kind is Kind.VALUE and rules != ["cases"]:
        desk.complain(
            table.file, table.line, f"the value “{key}” has {', '.join(rules) or 'no cases'}", "cases"
        )
    if kind is not Kind.VALUE and "cases" in rules:
        desk.within(
            table, "cases", f"the {kind} “{key}” has cases", "requires all, open when any, barred when any"
        )
    if kind is not Kind.VALUE and not {"requires all", "open when any", "true when any"} & set(rules):
        desk.complain(
            table.file, table.line, f"nothing says when “{key}” is open", "requires all or open when any"
        )


def _spoken(key: str) -> str:
    return key.replace("_", " ")


def _challenge(table: Table, desk: Desk) -> tuple[tuple[str, str | int], ...]:
    written = table.get("challenge")
    if written is None:
        return ()
    if isinstance(written, str):
        return (("how", written),)
    challenge = desk.table(written, table.file, table.line_of("challenge"), "“challenge”")
    return tuple((key, value) for key, value in challenge.items() if isinstance(value, (str, int)))


def _warnings(table: Table, shelf: Shelf, desk: Desk) -> tuple[Warning, ...]:
    found = []
    for entry in desk.rows(table, "warnings"):
        id, when = entry, Always(True)
        if isinstance(entry, Table):
            id = entry.get("id")
            if "when" in entry:
                when = desk.tried(
                    entry, "when", lambda entry=entry: conditions.parse(entry["when"], shelf.vocabulary), when
                )
        if id not in shelf.warnings:
            desk.within(
                table, "warnings", f"there is no warning “{id}”", ", ".join(shelf.warnings) or "warnings.yaml"
            )
            continue
        found.append(Warning(str(id), when))
    return tuple(found)


def _otherwise(table: Table, known: Word, shelf: Shelf, desk: Desk) -> Any:
    if known.kind is not Kind.VALUE:
        return None
    wanted = GIVES_TYPES[known.gives_type]
    written = table.get("otherwise")
    return desk.tried(
        table, "otherwise", lambda: expressions.parse(written, wanted, known.codes, shelf.vocabulary), None
    )


def _rules(table: Table, name: str, key: str, shelf: Shelf, desk: Desk) -> tuple[Rule, ...]:
    written = table[name]
    if not isinstance(written, list) or not written:
        desk.within(table, name, f"“{name}” of “{key}” has no rules", "a list of rules")
        return ()
    found = (rule(entry, None, key, name == "cases", shelf, desk, table.line_of(name)) for entry in written)
    return tuple(item for item in found if item is not None)


def rule(
    entry: Any,
    above: Rule | None,
    key: str,
    is_case: bool,
    shelf: Shelf,
    desk: Desk,
    line: int,
    file: str = "",
) -> Rule | None:
    """One rule and its exceptions; an exception takes what it does not say from the rule above it."""
    if not isinstance(entry, Table):
        desk.complain(
            above.file if above else shelf_file(shelf, key, file),
            line,
            f"a rule of “{key}” is not a map",
            "id, says, when, cites, from",
        )
        return None
    desk.keys(entry, RULE_KEYS | ({"value"} if is_case else set()), "a rule")
    made = _plain_rule(entry, above, key, shelf, desk)
    exceptions = []
    for number, nested in enumerate(desk.rows(entry, "unless")):
        place = entry["unless"].lines[number]
        exceptions.append(rule(nested, made, key, False, shelf, desk, place))
    value = None
    if is_case:
        known = shelf.vocabulary.words[key]
        wanted = GIVES_TYPES[known.gives_type]
        if "value" not in entry:
            desk.complain(entry.file, entry.line, f"a case of “{key}” has no value", "value: ...")
        value = desk.tried(
            entry, "value",
            lambda: expressions.parse(entry.get("value"), wanted, known.codes, shelf.vocabulary), None,
        )  # fmt: skip
    values = {name: getattr(made, name) for name in Rule.__dataclass_fields__}
    return Rule(**{**values, "unless": tuple(item for item in exceptions if item), "value": value})


def shelf_file(shelf: Shelf, key: str, file: str) -> str:
    """The file complaints about a misshapen rule name."""
    return file or key


def _plain_rule(entry: Table, above: Rule | None, key: str, shelf: Shelf, desk: Desk) -> Rule:
    id = desk.text(entry, "id", needed_by="" if above else f"a rule of “{key}”")
    called = id or (f"an exception to {above.id}" if above else f"a rule of “{key}”")
    cites = desk.text(entry, "cites", needed_by="" if above else called)
    first_day = desk.day(entry, "from")
    if first_day is None and above is None and entry.get("from") is None:
        desk.complain(entry.file, entry.line, f"{called} has no “from”", "from: the first day it was law")
    last_day = desk.day(entry, "to")
    if last_day is not None and first_day is not None and last_day < first_day:
        desk.within(entry, "to", f"{called} ends before it begins", "a last day on or after the first")
    return Rule(
        id=id or (f"{above.id}/{entry.line}" if above else f"{key}/{entry.line}"),
        says=desk.text(entry, "says", needed_by=called),
        when=_when(entry, called, shelf, desk),
        unless=(),
        cites=cites or (above.cites if above else ""),
        first_day=first_day or (above.first_day if above else date.min),
        last_day=last_day if "to" in entry or above is None or first_day else above.last_day,
        sure=_sure(entry, above, called, desk),
        contested=_contested(entry, called, shelf, desk),
        gives=desk.choice(entry, "gives", GIVES, ""),
        verified_on=_verified(entry, above, desk),
        reads_at=_reads_at(entry, above, shelf, desk),
        note=desk.text(entry, "note"),
        file=entry.file,
        line=entry.line,
    )


def _when(entry: Table, called: str, shelf: Shelf, desk: Desk) -> Any:
    if "when" not in entry or entry["when"] is None:
        desk.complain(entry.file, entry.line, f"{called} has no “when”", "when: CONDITION (or always)")
        return Always(True)
    return desk.tried(entry, "when", lambda: conditions.parse(entry["when"], shelf.vocabulary), Always(True))


def _sure(entry: Table, above: Rule | None, called: str, desk: Desk) -> str:
    default = above.sure if above else ""
    if above and above.sure == "contested":
        default = "inferred"
    sure = desk.choice(entry, "sure", SURE, default)
    if not sure:
        desk.complain(entry.file, entry.line, f"{called} has no “sure”", ", ".join(SURE))
    return sure or "inferred"


def _contested(entry: Table, called: str, shelf: Shelf, desk: Desk) -> str:
    point = desk.text(entry, "contested")
    if point and point not in shelf.contested:
        desk.within(entry, "contested", f"there is no contested point “{point}”", "a point of contested.yaml")
    if (entry.get("sure") == "contested") != bool(point):
        desk.complain(
            entry.file,
            entry.line,
            f"{called} is contested in one word only",
            "sure: contested, contested: U3",
        )
    return point


def _verified(entry: Table, above: Rule | None, desk: Desk) -> date | None:
    if entry.get("verified_on") in (None, "never"):
        return above.verified_on if above and "verified_on" not in entry else None
    return desk.day(entry, "verified_on")


def _reads_at(entry: Table, above: Rule | None, shelf: Shelf, desk: Desk) -> str:
    written = desk.text(entry, "reads_at")
    if not written:
        return above.reads_at if above else ""
    if written == "as_at":
        return ""
    name = READS_AT.get(written, written)
    made = shelf.vocabulary.fact(name)
    if made is None:
        if written in READS_AT:
            return ""
        desk.within(
            entry,
            "reads_at",
            f"no fact is called “{written}”",
            "as_at, decision, claim, grant, notice, agreement or a day",
        )
        return ""
    if made.type is not Type.DAY:
        desk.within(entry, "reads_at", f"“{written}” is a {made.type}", "a day")
        return ""
    return made.name


def amounts(name: str, written: Any, file: str, line: int, desk: Desk) -> tuple[Amount, ...]:
    """The dated figures of one amount."""
    found = []
    for entry in written if isinstance(written, list) else [written]:
        table = desk.table(entry, file, line, f"the amount “{name}”")
        desk.keys(
            table,
            {"value", "unit", "from", "to", "cites", "sure", "contested", "note", "verified_on"},
            "an amount",
        )
        value = table.get("value")
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            desk.complain(table.file, table.line, f"the amount “{name}” has no number", "value: a number")
            continue
        first_day = desk.day(table, "from")
        if first_day is None:
            desk.complain(table.file, table.line, f"the amount “{name}” has no “from”", "from: a day")
            continue
        cites = desk.text(table, "cites", needed_by=f"the amount “{name}”")
        sure = desk.choice(table, "sure", SURE, "settled")
        found.append(
            Amount(
                name,
                value,
                desk.text(table, "unit"),
                first_day,
                desk.day(table, "to"),
                cites,
                sure,
                table.file,
                table.line,
            )
        )
    return tuple(found)
