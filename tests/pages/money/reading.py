"""Reads a page as somebody would: its words in their order, without the tags."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpResponse


def words(answer: HttpResponse) -> str:
    """The words of an answer's page, each run of blanks as one."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    plain = " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
    return re.sub(r" (?=[.,;:])", "", plain)
