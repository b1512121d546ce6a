"""How the API answers: a shape, or the one shape of a refusal, each declared for its operation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from recourse.pages.api.shapes import Problem
from recourse.pages.look import forms
from recourse.pages.look.guards import CASEWORK, for_workers
from recourse.pages.look.problems import problem

READING = (400, 401, 404, 422, 429, 503)
CHANGING = (400, 401, 403, 404, 409, 413, 422, 429, 503)
POSTING = tuple(code for code in CHANGING if code != 409)


def answers(shape: type[Schema], *codes: int, status: int = 200) -> dict[int, type[Schema]]:
    """What an operation may answer: its shape, and the refusals with these codes."""
    return {status: shape} | dict.fromkeys(codes, Problem)


def told(shape: Schema, *, status: int = 200) -> HttpResponse:
    """Answer with a shape."""
    return HttpResponse(shape.model_dump_json(), status=status, content_type="application/json")


def not_so(form: forms.Form) -> HttpResponse:
    """What is wrong with what was sent, in the words of the page's own form."""
    wrong = [
        ("" if name == "__all__" else name, str(words))
        for name, found in form.errors.items()
        for words in found
    ]
    return refused(wrong[0][1], wrong)


def refused(sentence: str, fields: list[tuple[str, str]] | None = None) -> HttpResponse:
    """It was understood, and cannot be done as it stands."""
    return problem(422, "not_so", sentence, fields or [])


def told_plainly(api: NinjaAPI) -> None:
    """Let what the API refuses by itself be told in our one shape."""
    api.add_exception_handler(ValidationError, _misshapen)
    api.add_exception_handler(HttpError, _unreadable)


def guarded(pattern: URLPattern) -> URLPattern:
    """Put the guard of the pages before an operation, whose form token the site's middleware asks for."""
    view = for_workers(*CASEWORK)(_in_our_shape(pattern.callback))
    view.csrf_exempt = False  # type: ignore[attr-defined]
    pattern.callback = view
    return pattern


def _in_our_shape(operation: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(operation)
    def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
        answer = operation(request, **parts)
        if answer.status_code != 405:
            return answer
        shaped = problem(405, "no_such_method", "This address does not do that.")
        shaped["Allow"] = answer["Allow"]
        return shaped

    return answered


def _misshapen(request: HttpRequest, wrong: Any) -> HttpResponse:
    fields = [(".".join(str(part) for part in one["loc"][1:]), one["msg"]) for one in wrong.errors]
    return problem(422, "misshapen", "What was sent has not the shape it should have.", fields)


def _unreadable(request: HttpRequest, wrong: Any) -> HttpResponse:
    return problem(400, "not_understood", "What was sent could not be read.")
