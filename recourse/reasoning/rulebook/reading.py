"""Reads YAML by the 1.2 core schema, keeping the line of everything and refusing a key given twice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from recourse.reasoning.rulebook.complaints import Complaint, Unreadable

_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}\Z")
_BROKEN = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_TAGS = {
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "merge", "value")
}
_QUOTED = {"'", '"', "|", ">"}
_DEEPEST = 60


class Table(dict[str, Any]):
    """A mapping that knows the line it began on and the line of each of its keys."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """The line on which the value of `key` begins, or the mapping's own line."""
        return self.lines.get(key, self.line)


class Row(list[Any]):
    """A list that knows the line it began on and the line of each of its items."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line
        self.lines: list[int] = []


def read(path: Path, *, name: str = "", trusted: bool = False) -> Any:
    """Everything in a file: `Table`, `Row` and plain values. Unreadable, saying where, when it is not YAML.

    A `trusted` file (our own law) goes through the faster reader, which one nested without end could crash.
    """
    name = name or str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Unreadable(Complaint(name, 1, "the file is not text", "UTF-8")) from None
    except OSError as error:
        raise Unreadable(Complaint(name, 1, f"the file cannot be read ({error.strerror})")) from None
    return read_text(text, name=name, trusted=trusted)


def read_text(text: str, *, name: str, trusted: bool = False) -> Any:
    """The same from a text; `name` is what complaints call it."""
    if text.lstrip().startswith(("{", "[")):
        text = text.replace(
            "\t", " "
        )  # JSON may be indented by tabs, YAML may not; inside words JSON has none
    try:
        node = yaml.compose(text, Loader=_FAST if trusted else yaml.SafeLoader)
        return None if node is None else _value(node, name, set(), 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "not YAML"
        raise Unreadable(Complaint(name, mark.line + 1 if mark else 1, f"not YAML: {what}")) from None
    except yaml.YAMLError as error:
        what = str(error).splitlines()[0]
        raise Unreadable(Complaint(name, 1, f"not YAML: {what}")) from None
    except RecursionError:
        raise Unreadable(Complaint(name, 1, "nested too deeply", f"at most {_DEEPEST} levels")) from None


def _value(node: Any, file: str, seen: set[int], depth: int) -> Any:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise Unreadable(Complaint(file, line, "an alias (*) is used", "the thing itself, written out"))
    seen.add(id(node))
    if depth > _DEEPEST:
        raise Unreadable(Complaint(file, line, "nested too deeply", f"at most {_DEEPEST} levels"))
    if node.tag not in _TAGS:
        raise Unreadable(Complaint(file, line, f"the tag {node.tag} is used", "no tags"))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, file, line)
    if isinstance(node, yaml.SequenceNode):
        return _row(node, file, seen, depth)
    return _table(node, file, seen, depth)


def _row(node: Any, file: str, seen: set[int], depth: int) -> Row:
    row = Row(file, node.start_mark.line + 1)
    for item in node.value:
        row.append(_value(item, file, seen, depth + 1))
        row.lines.append(item.start_mark.line + 1)
    return row


def _table(node: Any, file: str, seen: set[int], depth: int) -> Table:
    table = Table(file, node.start_mark.line + 1)
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise Unreadable(Complaint(file, line, "a key is not a word", "a word"))
        key = str(key_node.value)
        if key in table:
            raise Unreadable(Complaint(file, line, f"“{key}” is given twice", "each key once"))
        table[key] = _value(value_node, file, seen, depth + 1)
        table.lines[key] = line
    return table


def _scalar(node: Any, file: str, line: int) -> Any:
    text = str(node.value)
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        text = text.encode("utf-16", "surrogatepass").decode(
            "utf-16", "replace"
        )  # JSON writes 😀 in two halves
    if node.style in _QUOTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.match(text):
        return int(text)
    if _BROKEN.match(text):
        return float(text)
    return text
