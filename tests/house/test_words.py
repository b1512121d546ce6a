"""What is written for readers is true: links lead somewhere, and code that is quoted stands where it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from recourse.config.database.places import CHECKOUT
from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import conditions, drafting, provisions, wording
from recourse.reasoning.rulebook.vocabulary import Vocabulary, Word

PAGES = [CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *sorted((CHECKOUT / "docs").glob("**/*.md"))]
TOUR = CHECKOUT / "docs" / "tour.md"
LANGUAGE = (CHECKOUT / "docs" / "language.md").read_text()
LINK = re.compile(r"\]\(([^)\s]+)\)")
# A path in backticks; capitals stand for a name the reader fills in.
NAMED = re.compile(r"`((?:recourse|docs|tests|scripts|vendor|requirements)/[\w./-]*[\w/])`")


def called(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_every_link_leads_to_a_file_that_is_there(page: Path) -> None:
    wrong = []
    for link in LINK.findall(page.read_text()):
        file = link.partition("#")[0]
        if file and "://" not in file and not (page.parent / file).exists():
            wrong.append(link)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_every_path_that_is_named_is_there(page: Path) -> None:
    named = [path for path in NAMED.findall(page.read_text()) if not re.search(r"[A-Z]{3}", path)]
    assert [path for path in named if not (CHECKOUT / path).exists()] == []


def stops() -> list[tuple[str, str]]:
    """Each stop of the tour: the file in its heading, and what follows down to the next heading."""
    parts = re.split(r"^## \d.*`(.+)`$", TOUR.read_text(), flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def test_the_tour_has_nine_stops() -> None:
    assert len(stops()) == 9


@pytest.mark.parametrize(("file", "said"), stops(), ids=lambda value: value.partition("\n")[0])
def test_the_code_shown_on_the_tour_stands_in_its_file(file: str, said: str) -> None:
    text = (CHECKOUT / file).read_text()
    shown = re.findall(r"^```(?:python|html|sql)\n(.*?)^```$", said, flags=re.MULTILINE | re.DOTALL)
    assert shown, f"the stop at {file} shows nothing"
    assert [piece for piece in shown if piece not in text] == []


def part(title: str) -> str:
    return LANGUAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("title", "keys"),
    [("A definition", drafting.KEYS), ("A rule", provisions.KEYS), ("A fact", wording.KEYS)],
)
def test_the_page_on_the_language_names_every_key(title: str, keys: set[str]) -> None:
    named = {name.removeprefix("answer ") for name in re.findall(r"`([^`]+)`", part(title))}
    assert {key.removeprefix("answer ") for key in keys} - named == set()


def test_every_condition_on_the_page_on_the_language_can_be_read() -> None:
    law = rulebook.england()
    words = {key: Word(one.kind, one.gives_type) for key, one in law.definitions.items()}
    names = Vocabulary(law.facts, words, dict.fromkeys(law.amounts, "number"), law.also_called)
    rows = [line.split("|")[2] for line in part("A condition").splitlines() if line.startswith("| ")]
    shown = [piece for row in rows[1:] for piece in re.findall(r"`([^`]+)`", row)]
    assert len(shown) >= 12
    for piece in shown:
        written = yaml.safe_load(piece.removeprefix("when: "))
        conditions.parse(written, names)
