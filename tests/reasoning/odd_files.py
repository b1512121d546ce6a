"""Case files as they should not be: cut, doubled, in bytes that are no letters, with values of no kind."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as how
from hypothesis import strategies as st

from recourse.pages.command import check

SEED = 20261123
GOOD = b"""\
- id: V70
  title: Told of the grant in January
  as_at: 2026-01-20
  facts: {status_code: REFUGEE, grant_notified: 2026-01-12, age: 25, pregnant: false, dependent_children: []}
  expect: {part7: eligible, moveon_end_date: 2026-02-09}
- id: V71
  as_at: 2026-01-20
  facts:
    status_code: OVERSTAYER
    destitute: true
    dependent_children: [{age: 3}, {age: 9}]
    nationality: null
"""
NASTY = [
    b"!!python/object/apply:os.system [ls]",
    b"&a [*a]",
    b"&a {b: *a}",
    b"<<: {",
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x91\xa9",
    "\u202e\u2028\u0085\ufeff".encode(),
    b"\t",
    b"? ",
    b"%YAML 9.9\n",
    b"--- \n...\n--- ",
    b"[" * 3_000,
    b"{a: " * 3_000,
    b"- " * 3_000,
    b"9" * 5_000,
    b"1e999999",
    b"0x" + b"f" * 300,
    b"1_0:60:60",
    b".inf",
    b".nan",
    b"0001-01-01",
    b"9999-12-31",
    b"2026-02-30",
    b"2026-01-20T25:00:00Z",
    b"!!binary x",
    b"!!set {a, b}",
    b"!!timestamp x",
    b"!!int x",
    b"!!float x",
    b"!!null x",
    b"!!omap [a]",
    b"|+9\n",
    b">-\n",
    b"''",
    b"~",
    b"true",
    b"\r",
]
FACTS = [
    "status_code",
    "age",
    "dependent_children",
    "grant_notified",
    "nationality",
    "destitute",
    "no_such_fact",
]
LEAF = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates().map(str)
    | st.sampled_from(["REFUGEE", "not_asked", "does_not_know", "9999-12-31", "0001-01-01"])
)
VALUE = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "id": VALUE,
        "as_at": st.just("2026-01-20") | VALUE,
        "facts": st.dictionaries(st.sampled_from(FACTS), VALUE, max_size=4) | VALUE,
        "expect": VALUE,
        "title": VALUE,
    },
)


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A good file with a few things done to it."""
    text = GOOD
    for _ in range(draw(st.integers(1, 3))):
        here, there = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        put = draw(st.sampled_from([*NASTY, text[here:there], b""]) | st.binary(max_size=6))
        keeps = draw(st.booleans())
        text = text[:here] + put + (text[here:] if keeps else text[there:])
    return text


FILES = st.one_of(
    broken(),
    st.lists(ENTRY, max_size=3).map(lambda entries: json.dumps(entries).encode()),
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda words: words.encode("utf-8", "surrogatepass")),
)
WORDS = st.sampled_from([[], ["--json"], ["--expect"], ["--only", "part7"], ["--only", "nothing"]])
PLACE = re.compile(r":\d+: \S|does not know")


def said(file: Path, content: bytes, words: list[str]) -> tuple[int, str, str]:
    """Check a file as the command does: its exit, what it printed and what it complained."""
    file.write_bytes(content)
    out, wrong = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(wrong):
        code = check.run([str(file), *words])
    return code, out.getvalue(), wrong.getvalue()


def fuzz(folder: Path, *, examples: int) -> Counter[int]:
    """Check so many odd files; anything but an exit and a sentence with its line is an error."""
    seen: Counter[int] = Counter()

    @seed(SEED)
    @how(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(FILES, WORDS)
    def run(content: bytes, words: list[str]) -> None:
        code, out, wrong = said(folder / "case.yaml", content, words)
        seen[code] += 1
        told: Any = (code, content, words, out[-300:], wrong[-300:])
        assert code in (0, 1, 2), told
        if code == 2:
            assert PLACE.search(wrong), told
        if code == 1:
            assert wrong.strip() or " failed" in out, told

    run()
    return seen
