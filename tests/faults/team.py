"""Noor's team, who write through a running site, and what must be true of all they wrote."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, connections
from django.test import Client, override_settings
from django.urls import reverse

from recourse.config.database import address, keys, places
from recourse.records.ledger import actions as ledger
from recourse.records.people import identity
from recourse.records.people.models import Person
from tests import personas
from tests.conftest import speak_to
from tests.faults.standing import Site, Writer
from tests.personas import Agencies, as_

# Notes without their entry in the ledger, and entries without their note.
HALVES = """
    select coalesce(note.id, entry.about)
    from people_note note
    full join (select about from ledger_entry where act = 'people.note') entry on entry.about = note.id
    where note.id is null or entry.about is null
"""


@dataclass(frozen=True)
class Team:
    """A running site, Amina in it, and a session of Noor's."""

    site: Site
    where: address.Address
    town: Agencies
    amina: Person
    cookie: str

    @contextmanager
    def writing(self, *, how_many: int = 3) -> Iterator[list[Writer]]:
        """So many writers, who are all answered before this ends."""
        there = reverse("people:note", args=[self.amina.pk])
        named = [f"writer {number} of {secrets.token_hex(4)}" for number in range(how_many)]
        writers = [Writer(self.site, there, self.cookie, name) for name in named]
        for writer in writers:
            writer.thread.start()
        try:
            yield writers
        finally:
            for writer in writers:
                writer.is_over.set()
            for writer in writers:
                writer.thread.join(timeout=60)

    def check(self, writers: list[Writer]) -> None:
        """All that was acknowledged stands once, no act is half done, nobody saw any page but ours."""
        assert [writer.wrong for writer in writers] == [[] for _ in writers]
        connection.close()
        with as_(self.town.noor):
            kept = Counter(note.text for note in identity.read_notes(self.amina))
            broken = ledger.verify(self.town.outreach.agency.pk)
        lost = [text for writer in writers for text in writer.written if not kept[text]]
        doubled = [text for text, times in kept.items() if times > 1 and text.startswith("Note ")]
        assert (lost, doubled, broken) == ([], [], None)
        with self.where.connect() as admin:
            assert admin.execute(HALVES).fetchall() == []


@contextmanager
def settled(site: Site, place: places.Place) -> Iterator[Team]:
    """Open the agencies, add Amina, and sign Noor in, all in the running site's own database."""
    before = connections["default"].settings_dict.copy()
    where = address.of_place(place)
    secret = keys.read(place, "django")
    try:
        with override_settings(SECRET_KEY=secret, KEYS=place.keys):
            speak_to(where)
            town = personas.agencies()
            amina = personas.amina(town.noor)
            client = Client()
            client.force_login(town.noor)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            yield Team(site, where, town, amina, f"{settings.SESSION_COOKIE_NAME}={session}")
    finally:
        connection.close()
        connections["default"].settings_dict.update(before)
