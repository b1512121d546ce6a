"""Every page has a guard, a title and one heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from recourse.config.database.places import CHECKOUT

PAGES = CHECKOUT / "recourse" / "pages"
NOBODY = UUID("00000000-0000-4000-8000-000000000000")
EXAMPLES = {"uuid": str(NOBODY), "int": "1", "str": "x", "slug": "x", "path": "x"}


def patterns(resolver: URLResolver, above: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        route = above + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, route)
        else:
            yield route, each


EVERY_PAGE = dict(patterns(get_resolver()))


def address(route: str) -> str:
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: EXAMPLES[found[1] or "str"], route)


def test_there_are_pages_to_look_at() -> None:
    assert len(EVERY_PAGE) >= 10


@pytest.mark.parametrize("route", EVERY_PAGE)
def test_a_page_has_a_guard(route: str) -> None:
    view = EVERY_PAGE[route].callback
    assert getattr(view, "guarded_by", None), f"{route}: {view.__module__}.{view.__name__} wants a guard"


@pytest.mark.django_db
@pytest.mark.parametrize("route", EVERY_PAGE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_comes_in_without_saying_who_they_are(route: str, method: str, client: Client) -> None:
    view = EVERY_PAGE[route].callback
    if getattr(view, "guarded_by", "") == "open_to_all":
        return
    answer = getattr(client, method)(address(route))
    is_for_programs = route.startswith("api/") and route != "api/"
    wanted = (401, 405) if is_for_programs else (302, 405)
    assert answer.status_code in wanted, f"{route} answered {answer.status_code}"
    if answer.status_code == 302:
        assert answer["Location"].startswith("/door/")


def templates() -> Iterator[Path]:
    for path in sorted(PAGES.glob("*/templates/**/*.html")):
        is_fragment = path.name.startswith("_") or path.parent.name in ("parts", "widgets")
        if not is_fragment:
            yield path


def test_every_script_and_sheet_carries_the_nonce_that_lets_it_in() -> None:
    wrong = [
        f"{path.relative_to(PAGES)}: {tag}"
        for path in PAGES.glob("*/templates/**/*.html")
        for tag in re.findall(r'<script\b[^>]*>|<link rel="stylesheet"[^>]*>', path.read_text())
        if 'nonce="{{ CSP_NONCE }}"' not in tag
    ]
    assert wrong == []


SOURCES = {str(path.relative_to(PAGES)): path.read_text() for path in templates()}
EXTENDED = {name for text in SOURCES.values() for name in re.findall(r'{% extends "([^"]+)" %}', text)}
WHOLE_PAGES = [name for name in SOURCES if name.partition("/templates/")[2] not in EXTENDED]


@pytest.mark.parametrize("name", WHOLE_PAGES)
def test_a_page_has_one_heading_and_a_title(name: str) -> None:
    text = SOURCES[name]
    assert len(re.findall(r"<h1\b", text)) == 1, f"{name} wants exactly one h1"
    has_title = re.search(r"{% block title %}\s*\S", text) or re.search(r"<title>\s*\S", text)
    assert has_title, f"{name} wants a title"


def test_that_something_was_wrong_is_said_once_in_a_title() -> None:
    base = "look/templates/look/base.html"
    assert "<title>{% if form.errors %}Error: " in SOURCES[base]
    again = [
        name
        for name, text in SOURCES.items()
        if name != base and re.search(r"{% block title %}[^\n]*form\.errors", text)
    ]
    assert again == []
