"""Sends every form of every page once, with a mark in whatever can be written, as somebody who may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

ADDRESSES = ("href", "action", "src", "formaction", "poster", "data-there")
NOT_SENT = ("/door/leave/", "/accounts/logout/")


@dataclass
class Form:
    """A form of a page: where it goes, and what would be sent with it."""

    action: str
    is_post: bool
    sent: dict[str, Any] = field(default_factory=dict)


class Read(HTMLParser):
    """What a page says in its title and its addresses, and its forms filled in."""

    def __init__(self, *, mark: str, picture: bytes) -> None:
        super().__init__()
        self.mark, self.picture = mark, picture
        self.addresses: list[str] = []
        self.titles: list[str] = []
        self.forms: list[Form] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.addresses += [said[name] for name in ADDRESSES if said.get(name)]
        self._in_title = tag == "title"
        if tag == "form":
            self.forms.append(Form(said.get("action", ""), said.get("method", "").lower() == "post"))
        elif self.forms and said.get("name"):
            self._fill(tag, said, self.forms[-1].sent)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def _fill(self, tag: str, said: dict[str, str], sent: dict[str, Any]) -> None:
        name, kind = said["name"], said.get("type", "text")
        if tag == "textarea" or (tag == "input" and kind in ("text", "search", "email", "tel")):
            sent.setdefault(name, self._words(name, said))
        elif kind == "file":
            sent.setdefault(name, SimpleUploadedFile(f"{self.mark}.png", self.picture))
        elif kind == "hidden":
            sent[name] = said.get("value", "")
        elif kind in ("radio", "date", "submit"):
            sent.setdefault(name, said.get("value", ""))
        elif kind == "checkbox":
            sent.setdefault(name, []).append(said.get("value", "on"))

    def _words(self, name: str, said: dict[str, str]) -> str:
        part = name.rpartition("_")[2]
        if said.get("inputmode") == "numeric":
            return said.get("value") or {"0": "1", "1": "2", "2": "1990"}.get(part, "1")
        return {"day": "1", "month": "2", "year": "1990"}.get(part, f"{self.mark} {name}")


@dataclass
class Crawl:
    """One worker's way through the whole site, and what stood outside the pages themselves."""

    client: Client
    mark: str
    picture: bytes
    pages: int = 0
    sent: int = 0
    told: list[str] = field(default_factory=list)

    def visit(self, where: str) -> None:
        """Open a page, then send each of its forms."""
        for form in self.looked(where, self.client.get(where)):
            target = urlsplit(form.action).path or where
            if target in NOT_SENT or not target.startswith("/"):
                continue
            method = self.client.post if form.is_post else self.client.get
            list(self.looked(target, method(target, form.sent)))
            self.sent += form.is_post

    def looked(self, where: str, answer: HttpResponse) -> Iterator[Form]:
        """Keep what an answer says in its headers, addresses and titles; give its forms."""
        self.pages += 1
        outside = {name: value for name, value in answer.headers.items() if name != "Content-Security-Policy"}
        self._tell(where, str(outside), answer.cookies.output())
        if not answer.get("Content-Type", "").startswith("text/html"):
            return
        read = Read(mark=self.mark, picture=self.picture)
        read.feed(answer.content.decode())
        self._tell(where, *read.addresses, *read.titles)
        yield from read.forms

    def _tell(self, where: str, *words: str) -> None:
        self.told += [f"{where}: {each}" for each in words if self.mark.lower() in each.lower()]
