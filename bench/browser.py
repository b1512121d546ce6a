"""The reader on the device, held equal to the reference in real Chromium; and how much is fetched for it."""

from __future__ import annotations

import gzip
from itertools import islice
from typing import Any

import brotli

from bench import shards
from bench.report import Figure
from recourse.reasoning import browser, rulebook
from recourse.reasoning.browser import vectors
from recourse.reasoning.browser.nodes import day
from tests.reasoning import crowd
from tests.reasoning.browser.chromium import Device, device

_PEOPLE = 100_000
_SHARE, _BATCH = 2_000, 500
_TIMED = 1000


def measure() -> list[Figure]:
    """A crowd answered on the device and by the reference: outcomes, tests, values, and what is missing."""
    book = rulebook.england()
    served = browser.made(book)
    law, words = (served[f"recourse/rulebook/{name}.json"] for name in ("law", "words"))
    reader = b"".join(path.read_bytes() for path in sorted(browser.STATIC.rglob("*.js")))
    with device(book) as phone:
        taken = _timed(book, phone)
    told = shards.counted("browser", range(100, 100 + _PEOPLE // _SHARE), _differences)
    return [
        Figure(
            f"the law for a device: {len(book.definitions)} definitions, the sentences of its rules and its "
            f"questions (brotli 11; gzip {len(gzip.compress(law, 9)) / 1000:.1f} kB)",
            f"{_compressed(law)} kB",
            "40 kB",
        ),
        Figure(
            "the words round it: options, help, headlines, provisions, warnings", f"{_compressed(words)} kB"
        ),
        Figure("the reader", f"{_compressed(reader)} kB"),
        Figure(
            "answered otherwise in Chromium than by the reference, of "
            f"{told['people']:,} partly known people, every outcome, test, value and missing fact",
            f"{told['otherwise']}",
            "0",
        ),
        Figure("one person, every definition answered, in Chromium (mean)", f"{taken:.2f} ms"),
    ]


def _compressed(content: bytes) -> str:
    return f"{len(brotli.compress(content, quality=11)) / 1000:.1f}"


def _differences(seed: int) -> shards.Counts:
    """How many people of a share are answered otherwise on a device."""
    book = rulebook.england()
    writer, wrong = vectors.Writer(book), 0
    everybody = crowd.people(book, count=_SHARE, seed=seed)
    with device(book) as phone:
        while people := list(islice(everybody, _BATCH)):
            told = phone.call("answers", [_asked(writer, one) for one in people])
            for one, answered in zip(people, told, strict=True):
                if writer.answers(one.facts, as_at=one.as_at) != writer.read(answered):
                    wrong += 1
                    print(f"    otherwise: {one.id} of seed {seed}", flush=True)
    return {"people": _SHARE, "otherwise": wrong}


def _timed(book: rulebook.Book, phone: Device) -> float:
    writer = vectors.Writer(book)
    asked = [_asked(writer, one) for one in crowd.people(book, count=_TIMED, seed=101)]
    phone.call("time", asked)
    taken: float = phone.call("time", asked)["milliseconds"]
    return taken / len(asked)


def _asked(writer: vectors.Writer, one: crowd.Someone) -> dict[str, Any]:
    return {"facts": writer.person(one.facts), "day": day(one.as_at), "isWhole": False}
