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
from schemathesis.specs.openapi.checks import positive_data_acceptance

from recourse.pages.api import describing
from recourse.records.directory.models import Worker
from tests.pages.attacks import planted

Seen = Counter[tuple[str, int]]
SEED = 20261123
AT_ONCE = 10
# A form has rules no schema can tell: words of spaces alone are well shaped, and refused with a sentence.
TOLD_IN_SENTENCES = [positive_data_acceptance]


def operations() -> dict[str, APIOperation]:
    """Every operation of the API by its method and address; who is signed in is for us to say."""
    described = describing.description()
    described["components"].pop("securitySchemes")
    for methods in described["paths"].values():
        for operation in methods.values():
            operation.pop("security")
    schema = schemathesis.openapi.from_dict(described)
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
    ids: Mapping[str, list[UUID]],
    examples: int,
) -> Seen:
    """Send so many examples of one operation; an answer that is not in its description is an error."""
    seen: Seen = Counter()
    cookies = {name: carried(worker) for name, worker in personas.items()}

    @seed(SEED)
    @how(
        max_examples=-(-examples // AT_ONCE),
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(some(operation, ids, list(personas)), min_size=AT_ONCE, max_size=AT_ONCE))
    def send(drawn: list[tuple[Any, str]]) -> None:
        for case, who in drawn:
            carrying = cookies[who]
            with transaction.atomic():
                token = carrying[settings.CSRF_COOKIE_NAME]
                answer = case.call(cookies=carrying, headers={"X-CSRFToken": token})
                transaction.set_rollback(True)
            seen[who, answer.status_code] += 1
            case.validate_response(answer, excluded_checks=TOLD_IN_SENTENCES)

    with one_connection():
        send()
    return seen


def some(
    operation: APIOperation, ids: Mapping[str, list[UUID]], personas: list[str]
) -> st.SearchStrategy[tuple[Any, str]]:
    """A case that fits the description, or one that does not, with ids that are there in half of them."""
    fits = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    does_not = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    real = st.fixed_dictionaries(
        {name: st.none() | st.sampled_from([str(one) for one in known]) for name, known in ids.items()}
    )

    def with_ids(drawn: tuple[Any, str, dict[str, str | None]]) -> tuple[Any, str]:
        case, who, known = drawn
        for parts in (case.path_parameters, case.body):
            if isinstance(parts, dict):
                parts.update({name: one for name, one in known.items() if one and name in parts})
        return case, who

    return st.tuples(st.one_of(fits, fits, does_not), st.sampled_from(personas), real).map(with_ids)
