"""The pages of the law: about nobody, so for everybody, signed in or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from recourse.pages.law import finding
from recourse.pages.look import errors
from recourse.pages.look.guards import open_to_all
from recourse.pages.look.outcomes import SURE
from recourse.pages.look.page import page
from recourse.reasoning import rulebook, writing

LONGEST = 100


@require_safe
@open_to_all
def every(request: HttpRequest) -> HttpResponse:
    """The topics under their headings; with `q`, the rules in which the words stand."""
    book = rulebook.england()
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST]
    found = finding.rules(book, asked) if asked else []
    groups = writing.topics(book)
    return page(
        request,
        "law/all.html",
        groups=groups,
        asked=asked,
        found=found[: finding.MOST],
        found_count=len(found),
        waiting=sum(1 for _ in _stale(book)),
        days=writing.DAYS_FRESH,
        rule_count=sum(topic.rule_count for _, topics in groups for topic in topics),
    )


@require_safe
@open_to_all
def one(request: HttpRequest, topic: str) -> HttpResponse:
    """One topic: its questions and their rules, its amounts, its contested points and its worked examples."""
    book = rulebook.england()
    if topic not in {one.topic for one in book.definitions.values()}:
        return errors.nothing_here(request)
    return page(
        request,
        "law/one.html",
        topic=writing.topic(book, topic),
        stories=writing.stories(book, topic),
        topics={key: one.topic for key, one in book.definitions.items()},
        sure=SURE,
    )


@require_safe
@open_to_all
def unverified(request: HttpRequest) -> HttpResponse:
    """How many rules of each topic nobody has compared with the legislation, or not for long."""
    book = rulebook.england()
    waiting = Counter(each.definition.topic for each in _stale(book))
    groups = [
        (heading, [(topic, waiting[topic.slug]) for topic in topics if waiting[topic.slug]])
        for heading, topics in writing.topics(book)
    ]
    return page(
        request,
        "law/unverified.html",
        groups=[(heading, topics) for heading, topics in groups if topics],
        waiting=waiting.total(),
        total=sum(topic.rule_count for _, topics in writing.topics(book) for topic in topics),
        days=writing.DAYS_FRESH,
        contested=sorted(set(book.contested.values())),
    )


@require_safe
@open_to_all
def unverified_of(request: HttpRequest, topic: str) -> HttpResponse:
    """The rules of one topic that nobody has compared with the legislation, or not for long."""
    book = rulebook.england()
    if topic not in {one.topic for one in book.definitions.values()}:
        return errors.nothing_here(request)
    waiting = [each for each in _stale(book) if each.definition.topic == topic]
    return page(
        request,
        "law/unverified_topic.html",
        topic=writing.topic(book, topic),
        groups=[(one, list(some)) for one, some in groupby(waiting, key=lambda each: each.definition)],
        waiting=len(waiting),
        days=writing.DAYS_FRESH,
        sure=SURE,
    )


def _stale(book: rulebook.Book) -> Iterator[writing.Standing]:
    return writing.stale(book, on=localdate(now()))
