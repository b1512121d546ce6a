"""Reads access: whose sign-in this is, who works here, and what they sign in with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from recourse.records.access.models import CalendarFeed, Invitation, Registration, SignIn
from recourse.records.access.words import INSTALLATION, ITS_NAME
from recourse.records.directory.composed import Composed
from recourse.records.directory.models import Organisation, Worker
from recourse.records.directory.words import Role

FACTORS = ("webauthn", "totp")


def open_sign_in(key_hash: str, *, used_since: datetime, started_since: datetime) -> SignIn | None:
    """Give the sign-in of a cookie with its worker, their services and whether they have a second factor.

    All that every page needs to know of who asks is read in this one statement.
    """
    found: Any = _OPEN.first(key_hash=key_hash, used_since=used_since, started_since=started_since)
    if found is not None and found.worker is not None:
        found.worker.service_ids = list(found.in_services)
        found.worker.has_factor = found.has_factor
    return found  # type: ignore[no-any-return]


def _open(*, key_hash: str, used_since: datetime, started_since: datetime) -> QuerySet[Any]:
    services = Worker.services.through.objects.filter(worker=OuterRef("worker"))
    read = SignIn.objects.select_related("worker__organisation").annotate(
        in_services=ArraySubquery(services.order_by("service").values("service")),
        has_factor=Exists(_factors().filter(user=OuterRef("worker"))),
    )
    return read.filter(key_hash=key_hash, used_at__gte=used_since, started_at__gte=started_since)


_OPEN = Composed(_open)


def whose(key_hash: str) -> Worker | None:
    """Give whose sign-in this is or was, while a row of it is left, open or not."""
    found = SignIn.objects.filter(key_hash=key_hash).select_related("worker__organisation").first()
    return found.worker if found else None


def sign_ins(worker: Worker, *, used_since: datetime, started_since: datetime) -> list[SignIn]:
    """Give the open sign-ins of a worker, the last used first."""
    found = SignIn.objects.filter(worker=worker, used_at__gte=used_since, started_at__gte=started_since)
    return list(found.defer("data").order_by("-used_at"))


def is_signed_in(worker: Worker, key_hash: str, *, used_since: datetime, started_since: datetime) -> bool:
    """Whether this sign-in of a worker is open still."""
    found = SignIn.objects.filter(key_hash=key_hash, worker=worker, worker__is_active=True)
    return found.filter(used_at__gte=used_since, started_at__gte=started_since).exists()


def staff(organisation_id: UUID) -> list[Worker]:
    """Give who works in an organisation, with their services and until when an invitation waits."""
    waiting = Invitation.objects.filter(worker=OuterRef("pk"), ended_at=None)
    workers = Worker.objects.filter(organisation=organisation_id, is_active=True)
    return list(
        workers.prefetch_related("services")
        .annotate(
            has_factor=Exists(_factors().filter(user=OuterRef("pk"))),
            invited_until=waiting.values("until")[:1],
        )
        .order_by("name")
    )


def colleague(worker_id: UUID, *, of: Worker) -> Worker | None:
    """Give one who works, or worked, in the same organisation."""
    found = Worker.objects.filter(pk=worker_id, organisation=of.organisation_id, is_active=True)
    return found.select_related("organisation").prefetch_related("services").first()


def working(worker: Worker) -> str:
    """What a worker does, in a form two readings of which can be compared."""
    return " ".join([worker.role, *sorted(map(str, worker.service_ids))])


def registrations(worker: Worker) -> list[Registration]:
    """Every registration of a worker as an adviser with their agency, newest first."""
    kept = Registration.objects.filter(worker=worker, agency=worker.organisation_id)
    return list(kept.order_by("-first_day", "-recorded_at"))


def registration(worker: Worker, *, on: date) -> Registration | None:
    """As what a worker may give immigration advice on a day; nothing, if they may not."""
    kept = Registration.objects.filter(worker=worker, agency=worker.organisation_id, first_day__lte=on)
    return kept.filter(Q(after_last_day=None) | Q(after_last_day__gt=on)).order_by("-recorded_at").first()


def levels(of: Organisation, *, on: date) -> dict[UUID, str]:
    """At which level each registered worker of one's own organisation may advise on a day."""
    kept = Registration.objects.filter(agency=of, first_day__lte=on)
    standing = kept.filter(Q(after_last_day=None) | Q(after_last_day__gt=on)).order_by("recorded_at")
    return {one.worker_id: one.level for one in standing}


def has_left(worker_id: UUID, *, of: Worker) -> bool:
    """Whether somebody worked in the same organisation and no longer does."""
    return Worker.objects.filter(pk=worker_id, organisation=of.organisation_id, is_active=False).exists()


def factors_of_kind(worker: Worker, *kinds: str) -> QuerySet[Any]:
    """Give what a worker proves themselves with besides a password: webauthn, totp, recovery_codes."""
    found = _authenticators().filter(user=worker).order_by("created_at")
    return found.filter(type__in=kinds) if kinds else found


def has_second_factor(worker: Worker) -> bool:
    """Whether a worker has set up a passkey or an app."""
    return _factors().filter(user=worker).exists()


def active_worker(worker_id: str) -> Worker | None:
    """Give a worker who still works here."""
    return Worker.objects.filter(pk=worker_id, is_active=True).select_related("organisation").first()


def worker_named(name: str) -> Worker | None:
    """Give the worker who signs in under a name, whatever its capitals."""
    return Worker.objects.filter(email__iexact=name).select_related("organisation").first()


def wrong_tries(named: str, *, since: datetime) -> int:
    """How many wrong tries of a name, kept as its digest, there were from all addresses together."""
    tries: QuerySet[Any] = apps.get_model("axes", "AccessAttempt")._default_manager.all()
    counted = tries.filter(username=named, attempt_time__gte=since)
    return int(counted.aggregate(count=Sum("failures_since_start", default=0))["count"])


def installation() -> Organisation:
    """Give the installation as if it were an agency: it has a chain of its own and nothing else."""
    return Organisation(pk=INSTALLATION, name=ITS_NAME)


def may_be_one(one: Worker, other: Worker, *, at: datetime) -> bool:
    """Whether two workers may be one person: one let the other in lately, or somebody let in both."""
    with connection.cursor() as cursor:
        cursor.execute("select access_may_be_one(%s, %s, %s)", [one.pk, other.pk, at])
        return bool(cursor.fetchone()[0])


def let_in(worker: Worker) -> list[Invitation]:
    """Give the invitations of a worker, the newest first, with who made each."""
    return list(worker.invitations.select_related("made_by").order_by("-made_at")[:5])


def untold() -> list[Invitation]:
    """Give the invitations of which somebody is still to be told that they were made, or taken up."""
    owed = Q(made_told_at=None) | Q(taken_at__isnull=False, taken_told_at=None)
    about = Invitation.objects.filter(owed).select_related("worker__organisation", "made_by")
    return list(about.order_by("made_at")[:100])


def managers(organisation_id: UUID) -> list[Worker]:
    """Give the managers of an organisation."""
    found = Worker.objects.filter(organisation=organisation_id, role=Role.MANAGER, is_active=True)
    return list(found.order_by("email"))


def feed_of(key_hash: str) -> CalendarFeed | None:
    """The calendar feed of a secret address, open or ended, with its worker."""
    return CalendarFeed.objects.filter(key_hash=key_hash).select_related("worker__organisation").first()


def open_feed(worker: Worker) -> CalendarFeed | None:
    """The open calendar feed of a worker."""
    return CalendarFeed.objects.filter(worker=worker, ended_at=None).first()


def invitation_of(code_hash: str) -> QuerySet[Invitation]:
    """Give the invitation of a code, if there ever was one."""
    return Invitation.objects.filter(code_hash=code_hash).select_related("worker__organisation")


def _authenticators() -> QuerySet[Any]:
    found: QuerySet[Any] = apps.get_model("mfa", "Authenticator")._default_manager.all()
    return found


def _factors() -> QuerySet[Any]:
    """What counts as a second factor: recovery codes alone are none."""
    return _authenticators().filter(type__in=FACTORS)
