"""Sends the API whatever its description allows, and much that it forbids, as several workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.middleware.csrf import _get_new_csrf_string
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as how
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation

from recourse.pages.api import describing
from recourse.records.directory.models import Worker
from tests.pages.attacks import planted

Seen = Counter[tuple[str, int]]
SEED = 20261123


def operations() -> dict[str, APIOperation]:
    """Every operation of the API by its method and address."""
    schema = schemathesis.openapi.from_dict(describing.description())
    schema.app = get_wsgi_application()
    found = (one.ok() for one in schema.get_all_operations())
    return {f"{one.method.upper()} {one.path}": one for one in found}


def carried(worker: Worker | None) -> dict[str, str]:
    """The cookies of somebody signed in, or of nobody."""
    token = {settings.CSRF_COOKIE_NAME: _get_new_csrf_string()}
    if worker is None:
        return token
    return token | {name: one.value for name, one in planted.signed_in(worker).cookies.items()}


@contextmanager
def one_connection() -> Iterator[None]:
    """Let requests leave the connection open, whose transaction is rolled back after each."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def fuzz(
    operation: APIOperation,
    *,
    personas: Mapping[str, Worker | None],
    ids: list[UUID],
    examples: int,
) -> Seen:
    """Send so many examples of one operation; an answer that is not in its description is an error."""
    seen: Seen = Counter()
    cookies = {name: carried(worker) for name, worker in personas.items()}
    sometimes = st.sampled_from([GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    cases = sometimes.flatmap(lambda mode: operation.as_strategy(generation_mode=mode))
    real = st.sampled_from([str(one) for one in ids])

    @seed(SEED)
    @how(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, who=st.sampled_from(sorted(personas)), data=st.data())
    def send(case: Any, who: str, data: st.DataObject) -> None:
        for parts in (case.path_parameters, case.body if isinstance(case.body, dict) else {}):
            for name in {"referral_id", "person", "to"} & set(parts or {}):
                if data.draw(st.booleans()):
                    parts[name] = data.draw(real)
        carrying = cookies[who]
        with transaction.atomic():
            answer = case.call(
                cookies=carrying, headers={"X-CSRFToken": carrying[settings.CSRF_COOKIE_NAME]}
            )
            transaction.set_rollback(True)
        seen[who, answer.status_code] += 1
        case.validate_response(answer)

    with one_connection():
        send()
    return seen
