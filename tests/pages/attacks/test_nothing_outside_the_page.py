"""What is written about people stands on pages and nowhere else: no address, title, header, log or letter."""

from __future__ import annotations

import logging
import re

import pytest
from django.core import mail
from django.utils.timezone import now

from recourse.config.database.address import Address
from recourse.config.logs import Discreet
from tests.pages.attacks import planted
from tests.pages.attacks.crawler import Crawl
from tests.pages.attacks.planted import MARK
from tests.records.papers import hostile

WORDS = {"about": "bed", "key": "part7", "fact_name": "status_code", "kind": "notice", "funding": "free"}


def test_every_form_of_every_page_is_sent_and_nothing_of_it_leaves_the_page(
    caplog: pytest.LogCaptureFixture, really_commits: Address
) -> None:
    for name in ("django", "recourse", "procrastinate", "axes"):
        caplog.set_level(logging.DEBUG if name != "django" else logging.INFO, logger=name)
    her = planted.plant_with_offices(really_commits, at=now())
    told, pages, sent = [], 0, 0
    for worker in (her.holder.worker, her.scheme.worker):
        crawl = Crawl(planted.signed_in(worker), mark=MARK, picture=hostile.png())
        ids = {name: str(pk) for name, pk in her.ids(worker=worker).items()} | WORDS
        for route in planted.addresses().values():
            where = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part, ids=ids: ids.get(part[1], "1"), route)  # type: ignore[misc]
            crawl.visit(where)
        told, pages, sent = told + crawl.told, pages + crawl.pages, sent + crawl.sent
    assert told == []
    assert pages > 100 and sent > 25, (pages, sent)
    logged = "\n".join(Discreet("{message}", style="{").format(record) for record in caplog.records)
    assert logged and MARK.lower() not in logged.lower()
    assert MARK not in str([(letter.subject, letter.body) for letter in mail.outbox])
    if really_commits.is_ours:
        assert MARK not in really_commits.place.log.read_text(errors="replace")
