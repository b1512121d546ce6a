"""Whether what a page points at is there: a test by its name, or a page and its heading."""

from __future__ import annotations

import ast
import re
from functools import cache

from recourse.config.database.places import CHECKOUT


def leads_somewhere(pointer: str) -> bool:
    """Whether `tests/file.py::test_name`, `bench/file.py` or `docs/page.md#heading` is there."""
    file, _, name = pointer.partition("::")
    if name:
        return name in functions(file)
    file, _, heading = pointer.partition("#")
    return (CHECKOUT / file).is_file() and (not heading or heading in headings(file))


@cache
def functions(file: str) -> set[str]:
    path = CHECKOUT / file
    if not path.is_file():
        return set()
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


@cache
def headings(file: str) -> set[str]:
    found = re.findall(r"^#+ (.*)$", (CHECKOUT / file).read_text(), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}
