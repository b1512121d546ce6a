"""Which questions were left open in this sitting, so that it goes on instead of asking them at once again."""

from uuid import UUID

from django.http import HttpRequest


def passed(request: HttpRequest, person_id: UUID) -> list[str]:
    """The names of the facts left open in this sitting."""
    kept = request.session.get("passed", {})
    return list(kept.get(str(person_id), []))


def put_aside(request: HttpRequest, person_id: UUID, name: str) -> None:
    """Leave a question open until the next sitting."""
    _keep(request, person_id, [*(one for one in passed(request, person_id) if one != name), name])


def take_up(request: HttpRequest, person_id: UUID, name: str) -> None:
    """The question has an answer after all."""
    _keep(request, person_id, [one for one in passed(request, person_id) if one != name])


def begin(request: HttpRequest, person_id: UUID) -> None:
    """A new sitting: what was left open may be asked again."""
    _keep(request, person_id, [])


def _keep(request: HttpRequest, person_id: UUID, names: list[str]) -> None:
    kept = dict(request.session.get("passed", {}))
    kept.pop(str(person_id), None)
    if names:
        kept[str(person_id)] = names
    request.session["passed"] = dict(list(kept.items())[-20:])
