"""Files stay small, say what they are for, and name no machine and no registry."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from recourse.config.database.places import CHECKOUT

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
NOT_A_ROOM = {"utils", "common", "core", "misc", "base", "helpers"}
# Written in two halves, so that this file does not find itself.
FORBIDDEN = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "registry." + "yarnpkg",
    "(?<!no-emit-)index" + "-url",
    "/ro" + "ot/",
    "(?<!pages)/wo" + "rk/",
    "/tmp/" + "plan",
    r"/home/" + r"\w+",
]


def tracked(*endings: str) -> list[Path]:
    said = subprocess.run(
        ["git", "-c", f"safe.directory={CHECKOUT}", "ls-files", "-z"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [CHECKOUT / name for name in said.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and (not endings or path.name.endswith(endings))]


def ours() -> list[Path]:
    return [path for path in tracked(".py") if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function and the length of its body; a long list of named arguments is no fault."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.body[0].lineno + 1


def nouns(path: Path) -> str:
    names = [
        (node.end_lineno - node.lineno + 1, node.name)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.end_lineno
    ]
    return ", ".join(f"{name} ({length})" for length, name in sorted(names, reverse=True)[:4])


def test_no_file_is_too_long() -> None:
    wrong = []
    for path in ours():
        length = len(path.read_text().splitlines())
        if length > LONGEST_FILE:
            name = path.relative_to(CHECKOUT)
            wrong.append(f"{name} has {length} lines: split it by noun, beginning with {nouns(path)}")
    assert wrong == []


def test_no_function_is_too_long() -> None:
    wrong = [
        f"{path.relative_to(CHECKOUT)}: {name} has {length} lines: give its parts names of their own"
        for path in ours()
        for name, length in functions(path)
        if length > LONGEST_FUNCTION
    ]
    assert wrong == []


def test_no_room_is_called_after_nothing() -> None:
    wrong = [path for path in ours() if NOT_A_ROOM & {path.stem, *path.relative_to(CHECKOUT).parts}]
    assert wrong == []


def test_every_module_says_in_one_sentence_what_it_is_for() -> None:
    wrong = []
    for path in ours():
        said = ast.get_docstring(ast.parse(path.read_text())) or ""
        first = said.partition("\n\n")[0].strip()
        if not first.endswith("."):
            wrong.append(str(path.relative_to(CHECKOUT)))
    assert wrong == []


def test_no_file_names_a_registry_or_somebody_s_machine() -> None:
    pattern = re.compile("|".join(FORBIDDEN))
    wrong = []
    for path in tracked():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                wrong.append(f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()[:100]}")
    assert wrong == []


@pytest.mark.parametrize("which", ["serve", "check"])
def test_every_requirement_is_pinned_and_hashed(which: str) -> None:
    text = (CHECKOUT / "requirements" / f"{which}.txt").read_text()
    names = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert names
    assert all("==" in name and name.endswith("\\") for name in names)


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (CHECKOUT / "pyproject.toml").read_text().partition("[project.scripts]")[0].splitlines()
    wanted = [line for line in lines if re.match(r'\s+"[A-Za-z]', line)]
    assert len(wanted) >= 10
    assert [line for line in wanted if not re.search(r",\s+# \w", line)] == []


def rooms() -> dict[str, str]:
    """Every package down to the rooms, and the sentence it says about itself."""
    found = {}
    for path in sorted((CHECKOUT / "recourse").glob("**/__init__.py")):
        parts = path.parent.relative_to(CHECKOUT).parts
        if 1 < len(parts) <= 3:
            found["/".join(parts)] = ast.get_docstring(ast.parse(path.read_text())) or ""
    return found


def test_the_readme_s_tree_says_what_the_packages_say() -> None:
    text = (CHECKOUT / "README.md").read_text()
    wrong = []
    for room, sentence in rooms().items():
        name = room.rpartition("/")[2]
        is_floor = room.count("/") == 1
        if is_floor and not re.search(rf"^  {name}/ +{re.escape(sentence)}$", text, re.MULTILINE):
            wrong.append(f"README.md wants a line:   {name}/  {sentence}")
        is_listed = room.startswith(("recourse/reasoning/", "recourse/records/"))
        if is_listed and not re.search(rf"^    {name} +\w.*$", text, re.MULTILINE):
            wrong.append(f"README.md wants a line:     {name}  (in a few words) {sentence}")
    assert wrong == []
