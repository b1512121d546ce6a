"""The log helps whoever repairs, and tells nobody's story."""

from __future__ import annotations

import importlib
import logging
import re
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import resolve
from django.utils.module_loading import import_string

from recourse.config import logs


def test_a_fault_is_logged_with_its_place_and_without_what_it_said(caplog: pytest.LogCaptureFixture) -> None:
    name, birth_date = "Amina Example", "1 May 1990"
    try:
        try:
            raise KeyError(name)
        except KeyError as missing:
            raise ValueError(birth_date) from missing
    except ValueError:
        logging.getLogger("recourse").exception("A page could not be made.")
    caplog.records[0].exc_text = None
    told = logs.Discreet("{message}", style="{").format(caplog.records[0])
    assert name not in told
    assert birth_date not in told
    assert "builtins.KeyError" in told
    assert "builtins.ValueError" in told
    assert "test_logs.py" in told


def test_everything_that_is_logged_goes_that_way() -> None:
    formatters = settings.LOGGING["formatters"]
    handlers = settings.LOGGING["handlers"].values()
    used = {import_string(formatters[each["formatter"]]["()"]) for each in handlers}
    assert used == {logs.Discreet}


def test_an_address_is_logged_by_its_pattern() -> None:
    amina = uuid4()
    request = RequestFactory().get(f"/people/{amina}/", {"asked": "Amina"})
    request.resolver_match = resolve(request.path)
    record = logging.makeLogRecord(
        {"msg": "%s: %s", "args": ("Not Found", request.path), "request": request, "status_code": 404}
    )
    told = logs.Discreet("{message}", style="{").format(record)
    assert told == "GET answered 404 at /people/<uuid:person_id>/"
    assert "Amina" not in record.getMessage()


def test_no_access_log_is_kept_and_its_pattern_names_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_SOCKET", "3")
    serving = importlib.import_module("recourse.config.serving")
    assert serving.accesslog is None
    assert set(re.findall(r"%\((\w)\)s", serving.access_log_format)) == {"t", "m", "s", "M"}
