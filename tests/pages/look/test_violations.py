"""What browsers report of the content policy, and how little of it is kept."""

from __future__ import annotations

import json
import logging
from collections import deque
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import localdate

from recourse.pages.look import violations
from recourse.records.access import reported as counted

pytestmark = pytest.mark.django_db
SECRET = "Amina-Example"


@pytest.fixture(autouse=True)
def nothing_said_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(violations.allowance, "said", deque())


def reported(**said: object) -> bytes:
    return json.dumps({"csp-report": said}).encode()


def sent(body: bytes) -> int:
    return (
        Client(enforce_csrf_checks=True)
        .post("/violations/", body, content_type="application/csp-report")
        .status_code
    )


def test_a_report_is_one_line_of_our_own_words(caplog: pytest.LogCaptureFixture) -> None:
    person = uuid4()
    code = sent(
        reported(
            **{
                "document-uri": f"https://recourse.example/people/{person}/?asked={SECRET}",
                "referrer": f"https://recourse.example/{SECRET}",
                "effective-directive": "script-src-elem",
                "blocked-uri": f"https://elsewhere.example/{SECRET}.js",
                "script-sample": SECRET,
                "source-file": SECRET,
            }
        )
    )
    assert code == 204
    (line,) = [record.getMessage() for record in caplog.records]
    assert line == "The content policy refused script-src-elem on /people/<uuid:person_id>/: https"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[",
        b"null",
        b"7",
        b'"words"',
        b"[[]]",
        b'{"csp-report": 3}',
        b"\xff\xfe",
        b"[" * 4_000,
        b'{"body": {"documentURL": "http://[x"}}',
    ],
)
def test_what_is_no_report_is_taken_and_dropped(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert sent(body) == 204
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_what_a_stranger_invents_is_never_repeated(caplog: pytest.LogCaptureFixture) -> None:
    sent(
        reported(
            **{"document-uri": f"/x/{SECRET}", "effective-directive": f"{SECRET} x\n", "blocked-uri": SECRET}
        )
    )
    (line,) = [record.getMessage() for record in caplog.records]
    assert line == "The content policy refused something on no page of ours: another"


def test_a_flood_is_cut_off(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(60):
        assert sent(reported(**{"effective-directive": "img-src"})) == 204
    many = [{"type": "csp-violation", "body": {"effectiveDirective": "img-src"}} for _ in range(50)]
    sent(json.dumps(many).encode())
    assert len(caplog.records) == violations.allowance.most


def test_what_was_stopped_is_counted_by_day_rule_and_page_and_a_day_has_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    img = reported(**{"document-uri": f"/people/{uuid4()}/", "effective-directive": "img-src"})
    for _ in range(3):
        sent(img)
    sent(reported(**{"document-uri": "/more/", "effective-directive": f"script-{SECRET.lower()}"}))
    found = [(one.directive, one.page, one.times) for one in counted.lately(today=localdate())]
    assert found == [("img-src", "/people/<uuid:person_id>/", 3), ("something", "/more/", 1)]
    monkeypatch.setattr(counted, "MOST_A_DAY", 2)
    sent(reported(**{"document-uri": "/door/", "effective-directive": "img-src"}))
    sent(img)
    assert [one.times for one in counted.lately(today=localdate())] == [4, 1], "no third row"
    assert counted.old(today=localdate() + timedelta(days=30)).count() == 2
    assert counted.lately(today=localdate() + timedelta(days=30)) == []


def test_a_long_report_is_not_read() -> None:
    assert sent(b" " * (violations.LONGEST + 1)) == 413
