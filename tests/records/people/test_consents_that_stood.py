"""Consents and shares of an older database become what they are now, and nobody sees more or less for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from recourse.config.database import address, roles
from recourse.records.directory.models import Worker
from recourse.records.people.models import Consent, Share
from tests.conftest import Blocker, speak_to
from tests.personas import MONDAY, as_

BEFORE = [
    ("homes", "0001_homes"),
    ("advice", "0001_answers"),
    ("placements", "0001_placements"),
    ("referrals", "0001_referrals"),
    ("people", "0001_people"),
]
ASKED = {
    "with status": ["name", "status", "needs"],
    "without status": ["name", "needs"],
    "status alone": ["status"],
    "taken back": ["name", "status"],
}


@pytest.fixture
def older(
    django_db_setup: None, database_address: address.Address, django_db_blocker: Blocker
) -> Iterator[address.Address]:
    """A database as it was when a consent had its recipient, fields and days in the share resting on it."""
    where = replace(database_address, database=f"{database_address.database}_agreed")
    with django_db_blocker.unblock():
        roles.prepare(where)
        speak_to(where, role="owner")
        try:
            MigrationExecutor(connection).migrate(BEFORE)
            yield where
        finally:
            speak_to(database_address)
            roles.drop_database(where)


def fill() -> tuple[Any, dict[str, Any]]:
    """Let four people agree as the site kept it then; give who asked, and each share's id."""
    then = MigrationExecutor(connection).loader.project_state(BEFORE).apps
    organisations = then.get_model("directory", "Organisation").objects
    ours = organisations.create(name="Night Outreach", kind="outreach")
    theirs = organisations.create(name="Law Desk", kind="advice")
    service = then.get_model("directory", "Service").objects.create(
        organisation=theirs, name="Surgery", kind="legal"
    )
    noor = then.get_model("directory", "Worker").objects.create(
        organisation=ours, name="Noor Example", role="outreach", email="noor@night.example", joined_at=MONDAY
    )
    with connection.cursor() as cursor:
        cursor.execute("select set_config('recourse.agency', %s, false)", [str(ours.pk)])
    shares = {
        name: _agreed(then, name, number, noor=noor, service=service)
        for number, name in enumerate(ASKED, start=1)
    }
    with connection.cursor() as cursor:
        cursor.execute("select set_config('recourse.agency', '', false)")
    return noor.pk, shares


def _agreed(then: Any, name: str, number: int, *, noor: Any, service: Any) -> Any:
    fields, agency = ASKED[name], noor.organisation
    person = then.get_model("people", "Person").objects.create(
        agency=agency, reference=f"NI-{number:04d}", added_by=noor, added_at=MONDAY, touched_at=MONDAY
    )
    has_status = "status" in fields
    consent = then.get_model("people", "Consent").objects.create(
        person=person,
        agency=agency,
        how="spoken",
        language="Tigrinya",
        words="Her words.",
        covers_status=has_status,
        recorded_by=noor,
        recorded_at=MONDAY,
    )
    share = then.get_model("people", "Share").objects.create(
        person=person,
        agency=agency,
        holder=agency,
        to_agency=service.organisation,
        to_service=service,
        fields=fields,
        purpose="A bed.",
        first_day=MONDAY.date(),
        after_last_day=MONDAY.date() + timedelta(days=28),
        consent=consent,
        covers_status=has_status,
        made_by=noor,
        made_at=MONDAY,
        withdrawn_at=None,
    )
    if name == "taken back":
        then.get_model("people", "Share").objects.filter(pk=share.pk).update(
            withdrawn_at=MONDAY, withdrawn_by=noor
        )
    return share.pk


def test_status_becomes_a_consent_of_its_own_and_each_names_whom_what_and_how_long(
    older: address.Address,
) -> None:
    noor_id, shares = fill()
    call_command("migrate", verbosity=0, interactive=False)
    speak_to(older)
    with as_(Worker.objects.get(pk=noor_id)):
        now = {name: Share.objects.get(pk=pk) for name, pk in shares.items()}
        assert {name: share.fields for name, share in now.items()} == ASKED
        assert Consent.objects.count() == 6
        for name in ("with status", "without status", "status alone"):
            assert now[name].person_touched_at == MONDAY, f"{name}: not when the person was last touched"
        for name, share in now.items():
            general, alone = share.consent, share.status_consent
            assert general is not None and (alone is not None) == ("status" in ASKED[name]), name
            for consent in filter(None, (general, alone)):
                assert (consent.to_service_id, consent.after_last_day) == (
                    share.to_service_id,
                    share.after_last_day,
                ), name
                assert (consent.withdrawn_at is not None) == (name == "taken back"), name
                assert (consent.words, consent.language) == ("Her words.", "Tigrinya")
            if alone is not None:
                assert alone.fields == ["status"] and alone.covers_status, name
        assert now["with status"].consent.fields == ["name", "needs"]
        assert now["status alone"].consent_id == now["status alone"].status_consent_id
