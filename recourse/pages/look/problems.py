"""What went wrong, said as data to whoever asks for data: a code, a sentence, and the fields it is about."""

from collections.abc import Iterable

from django.http import HttpRequest, JsonResponse

ROOM = "/api/"


def wants_data(request: HttpRequest) -> bool:
    """Whether the answer is read by a program: everything under /api/ but the page that describes it."""
    return request.path_info.startswith(ROOM) and request.path_info != ROOM


def problem(status: int, code: str, sentence: str, fields: Iterable[tuple[str, str]] = ()) -> JsonResponse:
    """The one shape in which the API says no; the sentence can be shown to a person."""
    told = [{"field": field, "sentence": words} for field, words in fields]
    answer = JsonResponse({"problem": code, "sentence": sentence, "fields": told}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
