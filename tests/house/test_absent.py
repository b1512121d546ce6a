"""What Recourse does without, so that a whole kind of mistake cannot be made: seen in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from recourse.config.database.places import CHECKOUT

RECOURSE = CHECKOUT / "recourse"
MODULES = [path for path in RECOURSE.rglob("*.py") if "migrations" not in path.parts]
TREES = {path: ast.parse(path.read_text()) for path in MODULES}
SCRIPTS = [path for path in RECOURSE.rglob("*.js") if "vendor" not in path.parts]
TEMPLATES = list(RECOURSE.rglob("*.html"))
# What each would bring with it, and we have not.
WITHOUT = {
    "directories and their injections": {"ldap", "ldap3"},
    "XML": {"xml", "lxml", "defusedxml", "xmltodict"},
    "caches outside the process": {"memcache", "pymemcache", "pylibmc", "redis"},
    "queries in a language of their own": {"graphene", "strawberry", "ariadne"},
    "web sockets": {"channels", "websockets", "daphne"},
    "tokens that speak for themselves, and single sign-on": {"jwt", "jose", "authlib", "saml2", "oauthlib"},
    "objects read from bytes": {"pickle", "marshal", "shelve", "dill", "jsonpickle"},
    "answers for other origins": {"corsheaders"},
    "typesetting": {"pylatex", "latex"},
    "formulas": {"xlsxwriter", "tablib", "pyexcel"},
}
WAYS_OUT = {"smtplib", "http.client", "urllib.request", "requests", "httpx", "aiohttp", "ftplib", "telnetlib"}
# Mail; and the start asking whether the site it has just started answers.
MAY_GO_OUT = {"recourse/outside/mail.py", "recourse/config/command/household.py"}
# The law, which is ours and reviewed, becomes Python here; nothing that anybody typed does.
MAKES_CODE = {"recourse/reasoning/rulebook/emitting.py"}
LOOSE = {"eval", "exec", "compile", "__import__"}
IN_THE_BROWSER = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage|XMLHttpRequest"
    r"|\"message\"|window\.name|document\.cookie|indexedDB\.open|serviceWorker|localStorage\.setItem"
)


def named(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_there_is_code_to_look_at() -> None:
    assert len(MODULES) > 300 and len(TEMPLATES) > 50 and len(SCRIPTS) >= 2


@pytest.mark.parametrize("what", WITHOUT)
def test_we_do_without(what: str) -> None:
    wrong = [
        f"{named(path)}: {name}"
        for path, tree in TREES.items()
        for name in imported(tree)
        if name.partition(".")[0] in WITHOUT[what]
    ]
    assert wrong == []


def test_no_code_and_no_template_is_made_from_words() -> None:
    wrong = []
    for path, tree in TREES.items():
        for name, _ in calls(tree) if named(path) not in MAKES_CODE else ():
            if name in LOOSE or name in (
                "Template",
                "template.Template",
                "engine.from_string",
                "from_string",
            ):
                wrong.append(f"{named(path)}: {name}")
    assert wrong == []


def test_no_command_goes_through_a_shell() -> None:
    wrong = []
    for path, tree in TREES.items():
        for name, call in calls(tree):
            shell = [one for one in call.keywords if one.arg == "shell"]
            if name in ("os.system", "os.popen", "subprocess.getoutput") or shell:
                wrong.append(f"{named(path)}: {name}")
    assert wrong == []


def test_yaml_is_read_without_making_objects() -> None:
    wrong = []
    for path, tree in TREES.items():
        for name, call in calls(tree):
            loader = " ".join(ast.unparse(one) for one in [*call.args, *(k.value for k in call.keywords)])
            if (
                name in ("yaml.load", "yaml.load_all", "yaml.unsafe_load", "yaml.full_load")
                and "Safe" not in loader
            ):
                wrong.append(f"{named(path)}: {name}")
    assert wrong == []


def test_only_mail_goes_out() -> None:
    wrong = [
        f"{named(path)}: {name}"
        for path, tree in TREES.items()
        for name in imported(tree)
        if name in WAYS_OUT and named(path) not in MAY_GO_OUT
    ]
    assert wrong == []


def test_no_template_lets_words_through_as_markup() -> None:
    loose = re.compile(r"\|\s*safe\b|autoescape off|\|\s*safeseq\b")
    assert [named(path) for path in TEMPLATES if loose.search(path.read_text())] == []


def test_our_scripts_make_no_markup_keep_nothing_and_speak_to_no_other_window() -> None:
    wrong = {named(path): found[0] for path in SCRIPTS if (found := IN_THE_BROWSER.findall(path.read_text()))}
    assert wrong == {}


def test_no_pattern_is_made_from_what_somebody_typed() -> None:
    wrong = []
    for path, tree in TREES.items():
        for name, call in calls(tree):
            is_pattern = name in {
                f"re.{verb}" for verb in ("compile", "search", "match", "fullmatch", "sub", "findall")
            }
            if is_pattern and call.args and isinstance(call.args[0], ast.JoinedStr):
                inside = [
                    ast.unparse(one.value)
                    for one in ast.walk(call.args[0])
                    if isinstance(one, ast.FormattedValue)
                ]
                if any("re.escape" not in one and not one.strip("_").isupper() for one in inside):
                    wrong.append(f"{named(path)}: {ast.unparse(call)[:80]}")
    assert wrong == []
