"""Answers with a page, rendered at once, while what the worker may see still holds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render `template` now, inside the request's own transaction."""
    return render(request, template, context, status=status)
