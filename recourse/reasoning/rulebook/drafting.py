"""Makes definitions out of a topic's `rules.yaml`."""

from __future__ import annotations

from functools import partial

from recourse.reasoning.rulebook import provisions, regulated, wording
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.provisions import GIVES, GIVES_TYPES, Drafter, Shelf
from recourse.reasoning.rulebook.reading import Table
from recourse.reasoning.rulebook.tree import Always, Caution, Definition, Expression, Kind, Literal
from recourse.reasoning.rulebook.vocabulary import Word

#: Who else of a household may ask for it, for all of them.
ANY_ADULT, EITHER_PARTNER = APPLICANTS = ("any adult", "either partner")
LISTS = (
    "not applicable when any",
    "requires all",
    "open when any",
    "true when any",
    "barred when any",
    "cases",
)
SAYS = tuple(
    f"answer {outcome}"
    for outcome in ("open", "closed", "depends", "not applicable", "discretionary", regulated.GENERAL)
)
KEYS = {
    *("kind", "title", "asks", "decided by", "challenge", "gives", "warnings", "type", "unit", "otherwise"),
    *("codes", "if granted", "matter", "note", "applicant"),
    *LISTS,
    *SAYS,
}


def word(key: str, table: Table, desk: Desk) -> Word:
    """What the key will mean in conditions, before any condition is read."""
    kind = desk.choice(table, "kind", tuple(Kind), "")
    if not kind:
        if "kind" not in table:
            desk.complain(table.file, table.line, f"“{key}” has no kind", ", ".join(Kind))
        return Word(Kind.TEST)
    if kind != Kind.VALUE:
        return Word(Kind(kind))
    gives_type = desk.choice(table, "type", tuple(GIVES_TYPES), "")
    if not gives_type:
        desk.complain(table.file, table.line, f"the value “{key}” has no type", ", ".join(GIVES_TYPES))
    written = table.get("codes")
    codes = tuple(written) if isinstance(written, Table) else desk.texts(table, "codes")
    return Word(Kind.VALUE, gives_type or "code", codes)


def definition(key: str, table: Table, topic: str, shelf: Shelf, desk: Desk) -> Definition:
    """One definition with its rules."""
    desk.keys(table, KEYS, "a definition")
    known = shelf.vocabulary.words[key]
    _fitting(key, known.kind, table, desk)
    opener = "true when any" if "true when any" in table else "open when any"
    drafter = Drafter(key, shelf, desk)
    listed = {name: drafter.rules(table, name) for name in LISTS if name in table}
    needed_by = f"“{key}”" if known.kind is Kind.ENTITLEMENT else ""
    return Definition(
        key=key,
        kind=known.kind,
        topic=topic,
        title=desk.text(table, "title", needed_by=needed_by) or key.replace("_", " "),
        asks=desk.text(table, "asks"),
        file=table.file,
        line=table.line,
        decided_by=desk.text(table, "decided by"),
        challenge=_challenge(table, desk),
        gives=desk.choice(table, "gives", GIVES, "eligible"),
        warnings=_cautions(table, shelf, desk),
        not_applicable=listed.get("not applicable when any", ()),
        requires=listed.get("requires all", ()),
        opens=listed.get(opener),
        bars=listed.get("barred when any", ()),
        cases=listed.get("cases", ()),
        otherwise=_otherwise(table, known, shelf, desk),
        if_granted=_if_granted(table, shelf, desk),
        gives_type=known.gives_type,
        unit=desk.text(table, "unit"),
        matter=_matter(key, table, shelf, desk),
        applicant=desk.choice(table, "applicant", APPLICANTS, ""),
        says={name.removeprefix("answer "): desk.text(table, name) for name in SAYS if name in table},
    )


def _fitting(key: str, kind: Kind, table: Table, desk: Desk) -> None:
    """Complain of lists that do not go with the kind, and of too few."""
    if "true when any" in table and "open when any" in table:
        desk.within(table, "true when any", f"“{key}” opens in two lists", "one list")
    rules = [name for name in LISTS if name in table]
    if kind is Kind.VALUE and rules != ["cases"]:
        what = f"the value “{key}” has {', '.join(rules) or 'no cases'}"
        desk.complain(table.file, table.line, what, "cases")
    for name, what in (("if granted", "be granted"), ("applicant", "be asked for")):
        if kind is not Kind.ENTITLEMENT and name in table:
            desk.within(table, name, f"the {kind} “{key}” cannot {what}", "an entitlement")
    if kind is not Kind.VALUE and "cases" in rules:
        what = f"the {kind} “{key}” has cases"
        desk.within(table, "cases", what, "requires all, open when any, barred when any")
    if kind is not Kind.VALUE and not {"requires all", "open when any", "true when any"} & set(rules):
        what = f"nothing says when “{key}” is open"
        desk.complain(table.file, table.line, what, "requires all or open when any")


def _matter(key: str, table: Table, shelf: Shelf, desk: Desk) -> str:
    """The matter the answer is about, when only regulated people may advise on it: a code of that fact."""
    matter = desk.text(table, regulated.MATTER)
    if not matter:
        return ""
    fact = shelf.vocabulary.fact(regulated.MATTER)
    codes = fact.options if fact else {}
    if matter not in codes:
        desk.within(table, "matter", f"“{matter}” is no matter", ", ".join(codes) or "a fact called matter")
    if shelf.vocabulary.type_of(regulated.FORM) is None:
        desk.within(table, "matter", f"nothing says how “{key}” may be put", f"a value “{regulated.FORM}”")
    if f"answer {regulated.GENERAL}" not in table:
        desk.within(table, "matter", f"“{key}” has no general form", "answer general: a sentence")
    return matter


def _challenge(table: Table, desk: Desk) -> tuple[tuple[str, str | int], ...]:
    written = table.get("challenge")
    if written is None:
        return ()
    if isinstance(written, str):
        return (("how", written),)
    challenge = desk.table(written, table.file, table.line_of("challenge"), "“challenge”")
    desk.keys(challenge, {"how", "under", "days", "within", "note"}, "a challenge")
    return tuple((key, value) for key, value in challenge.items() if isinstance(value, (str, int)))


def _cautions(table: Table, shelf: Shelf, desk: Desk) -> tuple[Caution, ...]:
    found = []
    for entry in desk.rows(table, "warnings"):
        name = entry.get("id") if isinstance(entry, Table) else entry
        has_condition = isinstance(entry, Table) and "when" in entry
        when = provisions.condition(entry, shelf.vocabulary, desk) if has_condition else Always(True)
        if name in shelf.warnings:
            found.append(Caution(str(name), when))
        else:
            known = ", ".join(shelf.warnings) or "one of warnings.yaml"
            desk.within(table, "warnings", f"there is no warning “{name}”", known)
    return tuple(found)


def _if_granted(table: Table, shelf: Shelf, desk: Desk) -> tuple[tuple[str, Expression], ...]:
    """The facts that a grant would change, and what they would be from then on."""
    written = desk.take(table, "if granted", Table, Table(table.file, table.line))
    found = []
    for name in written:
        fact = shelf.vocabulary.fact(name)
        if fact is None:
            wrong = shelf.vocabulary.unknown(name)
            desk.within(written, name, wrong.what, wrong.expected)
            continue
        read = partial(wording.value, fact, shelf.vocabulary)
        found.append((fact.name, desk.tried(written, name, read, None) or Literal(None)))
    return tuple(found)


def _otherwise(table: Table, known: Word, shelf: Shelf, desk: Desk) -> Expression | None:
    if known.kind is not Kind.VALUE or "otherwise" not in table:
        return None
    return desk.tried(table, "otherwise", provisions.value_of(known, shelf.vocabulary), provisions.no_value())
