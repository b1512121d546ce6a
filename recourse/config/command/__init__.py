"""The command `recourse`: finds the verb and hands it the rest of the words."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

VERBS = {
    "check": ("recourse.pages.command.check", "answer case files, and compare with what they expect"),
    "ask": ("recourse.pages.command.ask", "ask the next question, one after the other"),
    "plan": ("recourse.pages.command.plan", "say what to raise, in which order, before which day"),
    "law": ("recourse.pages.command.law", "show a rule, its source and its dates"),
    "run": ("recourse.config.command.run", "start the database, the site and its worker"),
    "migrate": ("recourse.config.command.migrate", "make the roles, the database and its tables"),
    "city": ("recourse.config.command.city", "build the demonstration city"),
    "api": ("recourse.config.command.api", "print the description of the API, as OpenAPI 3.1"),
    "register": ("recourse.config.command.register", "print the register of processing"),
    "backup": ("recourse.config.command.backup", "seal a backup to a key that is kept elsewhere"),
    "restore": ("recourse.config.command.restore", "prove a backup and bring it back"),
    "doctor": ("recourse.config.command.doctor", "say what is wrong here, and what to do about it"),
    "forget": ("recourse.config.command.forget", "delete what has come to its end; --dry-run counts it"),
    "keep": ("recourse.config.command.keep", "make backups by the clock (run starts this itself)"),
    "keys": ("recourse.config.command.keys", "check that the keys are right; rotate makes new ones"),
    "verify-ledger": (
        "recourse.config.command.verify_ledger",
        "prove that no agency's ledger was changed, against heads kept elsewhere",
    ),
    "invite": ("recourse.config.command.invite", "enter the first manager of an organisation"),
    "work": ("recourse.config.command.work", "do the background work (run starts this itself)"),
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb and give back its exit code; whoever reads along may stop reading."""
    words = list(sys.argv[1:] if words is None else words)
    if not words or words[0] in ("-h", "--help"):
        print(_usage())
        return 0
    verb, *rest = words
    if verb not in VERBS:
        print(f"recourse: there is no verb {verb!r}\n\n{_usage()}", file=sys.stderr)
        return 2
    module = importlib.import_module(VERBS[verb][0])
    try:
        code: int = module.run(rest)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _usage() -> str:
    lines = [f"  {verb:13} {what}" for verb, (_, what) in VERBS.items()]
    return "\n".join(["usage: recourse VERB ...", "", *lines])
