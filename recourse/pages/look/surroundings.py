"""What stands round every page: the demonstration strip, the ways on, the receipt."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from recourse.pages.look import addresses, receipts


@dataclass(frozen=True)
class Way:
    """One way on from here: a tab in the masthead or at the foot of a telephone."""

    key: str
    words: str
    address: str
    icon: str
    is_current: bool


_EVERYBODY = (("work", "My work", "work:mine", "work"),)
_CASEWORK = (
    *_EVERYBODY,
    ("people", "People", "people:all", "person"),
    ("homes", "Homes", "homes:all", "home"),
    ("directory", "Directory", "directory:all", "door"),
)
_COMMISSIONING = (
    ("numbers", "Numbers", "numbers:all", "chart"),
    ("changes", "Law changes", "changes:all", "note"),
    ("directory", "Directory", "directory:all", "door"),
)
_LENDING = (("lent", "Your houses", "lent:all", "home"),)
_WAYS = {"commissioner": _COMMISSIONING, "landlord": _LENDING}
_ROOM_OF_ADDRESS = {
    "work": "work",
    "people": "people",
    "ask": "people",
    "answers": "people",
    "plan": "people",
    "tasks": "people",
    "sharing": "people",
    "papers": "people",
    "statement": "people",
    "disclosing": "people",
    "keeping": "people",
    "referring": "people",
    "homes": "homes",
    "lent": "lent",
    "offers": "homes",
    "stays": "homes",
    "placements": "homes",
    "directory": "directory",
    "numbers": "numbers",
    "changes": "changes",
    "emergency": "people",
}


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """The context every template has: `demonstration`, `ways`, `may_add`, `just_done`."""
    worker = getattr(request, "user", None)
    signed_in = bool(worker and worker.is_authenticated)
    role = getattr(worker, "role", "") if signed_in else ""
    return {
        "demonstration": settings.DEMONSTRATION,
        "worker": worker if signed_in else None,
        "ways": ways(request, role) if signed_in else [],
        "may_add": signed_in and role not in _WAYS,
        "just_done": receipts.take(request) if signed_in and request.method == "GET" else "",
    }


def ways(request: HttpRequest, role: str) -> list[Way]:
    """The ways on for a worker in this role; a room that is not built is not shown."""
    match = request.resolver_match
    here = _ROOM_OF_ADDRESS.get(match.namespace if match else "", "")
    found = []
    for key, words, address, icon in _WAYS.get(role, _CASEWORK):
        if there := addresses.of(address):
            found.append(Way(key, words, there, icon, key == here))
    return found
