"""The API told in OpenAPI 3.1, and its operations in plain words for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ninja import NinjaAPI

from recourse.pages.api import acting, beds, people, referrals
from recourse.pages.api.answering import told_plainly

ABOUT = (
    "What the pages of Recourse do, for programs: behind the same sign-in, the same shares and the same "
    "ledger. A session opened at the door is asked for; there are no keys. What you may not see is not there "
    "(404), and the try is in the ledger."
)
MEANS = {
    "200": "Done, or found.",
    "201": "Sent.",
    "400": "What was sent could not be read.",
    "401": "Nobody is signed in.",
    "403": "The form's token is missing or too old.",
    "404": "There is nothing here that you may see. Your visit is noted.",
    "409": "Somebody was quicker, or it was done already. Nothing was done twice.",
    "413": "More was sent than can be read at once.",
    "422": "It was read, but cannot be done as it stands; `fields` says where.",
    "429": "You have read of more people than one works with in an hour. Sign in again to go on.",
    "503": "Recourse is down for a moment. Nothing was saved.",
}
SECURITY = {
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "The session."},
    "form_token": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "The token of a form: `csrfmiddlewaretoken` of any page.",
    },
}

api = NinjaAPI(
    title="Recourse",
    version="1",
    description=ABOUT,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
told_plainly(api)
for _room in (people, beds, referrals, acting):
    api.add_router("", _room.router)


@dataclass(frozen=True)
class Operation:
    """One thing the API does, in the words of its page."""

    method: str
    address: str
    summary: str
    takes: list[str]
    answers: list[tuple[str, str]]


def description() -> dict[str, Any]:
    """The whole API in OpenAPI 3.1."""
    said: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="api/"))
    said["components"]["securitySchemes"] = SECURITY
    for path in said["paths"].values():
        for method, operation in path.items():
            needs: dict[str, list[str]] = {"session": []}
            operation["security"] = [needs if method == "get" else needs | {"form_token": []}]
            operation["summary"] = operation.pop("description")
            operation["responses"] = {
                str(code): {**answer, "description": MEANS[str(code)]}
                for code, answer in operation["responses"].items()
            }
    return said


def operations() -> dict[str, list[Operation]]:
    """Every operation under its heading."""
    said = description()
    found: dict[str, list[Operation]] = {}
    for address, methods in said["paths"].items():
        for method, one in methods.items():
            means = [(code, answer["description"]) for code, answer in one["responses"].items()]
            operation = Operation(method.upper(), address, one["summary"], _takes(one, said), means)
            found.setdefault(one["tags"][0], []).append(operation)
    return found


def _takes(one: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    found = [each["name"] for each in one["parameters"]]
    if "requestBody" in one:
        shape = one["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        found += list(said["components"]["schemas"][shape]["properties"])
    return found
