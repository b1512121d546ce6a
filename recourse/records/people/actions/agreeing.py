"""What a person agrees to share, with whom, until when, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Service, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import fields as field_names
from recourse.records.people import may, text
from recourse.records.people.actions.consenting import STATUS, agree, require_sense, resting_on
from recourse.records.people.actions.learning import touch, write_note
from recourse.records.people.models import Consent, Person, Share


class StatusNotAgreed(ValueError):
    """Immigration status was named without its own consent."""


class OwnService(ValueError):
    """A share to a service of the agency itself, which sees what it recorded anyway."""


class AlreadyAgreed(Exception):
    """The same agreement stands already."""

    def __init__(self, share: Share) -> None:
        self.share, self.by_name, self.at = share, share.made_by.name, share.made_at
        super().__init__(f"{self.by_name} recorded this agreement already. Nothing was recorded twice.")


class AlreadyWithdrawn(Exception):
    """Somebody took the share back before."""

    def __init__(self, share: Share) -> None:
        self.share, self.at = share, share.withdrawn_at
        self.by_name = share.withdrawn_by.name if share.withdrawn_by else "Somebody"
        super().__init__(f"{self.by_name} already recorded that this was taken back.")


@transaction.atomic
def agree_and_share(
    person: Person,
    *,
    to: Service,
    fields: Iterable[str],
    purpose: str,
    first_day: date,
    after_last_day: date,
    how: str,
    language: str,
    checked: Iterable[str],
    by: Worker,
    at: datetime,
    status_consent: Consent | None = None,
    words: str = "",
    comes_back: bool = True,
) -> Share:
    """Record that a person agreed, and let the service see those fields of what this agency recorded.

    Immigration status goes along only on `status_consent`, which was agreed to by itself before. With
    `comes_back`, what the service's organisation records in the same fields (notes excepted) comes
    back to this agency while the share lasts.
    """
    require(may.share(by, person))
    agreed = field_names.check(fields)
    require_sense(agreed, first_day, after_last_day, at=at)
    _require_status_consent(agreed, status_consent, to)
    if to.organisation_id == by.organisation_id:
        raise OwnService(f"{to.name} is a service of your own agency and sees this already.")
    _require_new(person, to, agreed, first_day, after_last_day, by)
    purpose = text.lines(purpose, what="The reason for sharing", at_most=1_000)
    general = [field for field in agreed if field != STATUS]
    consent = status_consent
    if general or consent is None:
        told = words or told_words(to, general, purpose, after_last_day - timedelta(days=1), comes_back)
        said: dict[str, Any] = {"how": how, "language": language, "words": told, "checked": checked}
        days: dict[str, Any] = {"first_day": first_day, "after_last_day": after_last_day}
        consent = agree(person, to=to, fields=general, **days, **said, by=by, at=at)
    share = _share(
        person,
        to,
        fields=agreed,
        purpose=purpose,
        consent=consent,
        status_consent=status_consent,
        comes_back=comes_back,
        first_day=first_day,
        after_last_day=after_last_day,
        made_by=by,
        made_at=at,
    )
    touch(person, at=at)
    shared = {"to_service": to.pk, "fields": agreed, "after_last_day": after_last_day, "consent": consent.pk}
    ledger.record(by=by, act="people.share", at=at, about=share, person=person.pk, detail=shared)
    return share


@transaction.atomic
def withdraw(share: Share, *, by: Worker, at: datetime, reason: str = "") -> None:
    """End a share and what it rests on: from the next request on, the service sees nothing of it.

    Every other share resting on the same consent ends with it. What the person said about why is a
    note, so that it can be erased; the ledger keeps codes alone.
    """
    require(
        may.withdraw(by, share), "Only the agency that shared this, or that holds the person, can end it."
    )
    consents = [pk for pk in (share.consent_id, share.status_consent_id) if pk]
    standing = Share.objects.filter(pk=share.pk, withdrawn_at=None)
    if not standing.update(withdrawn_at=at, withdrawn_by=by):
        share.refresh_from_db()
        raise AlreadyWithdrawn(share)
    share.withdrawn_at, share.withdrawn_by = at, by
    ended = [share, *resting_on(consents)]
    Consent.objects.filter(pk__in=consents, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    Person.objects.filter(pk=share.person_id, touched_at__lt=at).update(touched_at=at)
    for one in ended:
        told = {"to_service": one.to_service_id}
        ledger.record(by=by, act="people.withdraw", at=at, about=one, person=one.person_id, detail=told)
    said = text.lines(reason, what="The reason", at_most=1_000)
    person = Person.objects.filter(pk=share.person_id).first()
    if said and person is not None:
        write_note(person, text=f"Why sharing with {share.to_service.name} stopped: {said}", by=by, at=at)


def told_words(to: Service, fields: list[str], purpose: str, last_day: date, comes_back: bool) -> str:
    """Say in plain words what the person is told before they agree."""
    until = f"{last_day.day} {last_day:%B %Y}"
    sentences = [
        f"{to.full_name} may see your {field_names.in_words(fields)}, until {until}.",
        f"Why: {purpose.rstrip('. ')}." if purpose else "",
        "What they record about these comes back to us, but not their notes." if comes_back else "",
        "You can stop this on any day, and help does not depend on it.",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _share(person: Person, to: Service, **said: Any) -> Share:
    return Share.objects.create(
        person=person,
        agency_id=said["made_by"].organisation_id,
        holder_id=person.agency_id,
        to_service=to,
        to_agency_id=to.organisation_id,
        covers_status=said["status_consent"] is not None,
        **said,
    )


def _require_status_consent(fields: list[str], consent: Consent | None, to: Service) -> None:
    if (STATUS in fields) != (consent is not None):
        raise StatusNotAgreed("Immigration status can be shared only if the person agreed to that by itself.")
    if consent is not None and (not consent.covers_status or consent.to_service_id != to.pk):
        raise StatusNotAgreed(f"They did not agree by itself that {to.name} may see their status.")


def _require_new(
    person: Person, to: Service, fields: list[str], first: date, after: date, by: Worker
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 3))", [f"{person.pk}{to.pk}"])
    same = Share.objects.filter(
        person=person,
        agency=by.organisation_id,
        to_service=to,
        fields=fields,
        first_day=first,
        after_last_day=after,
        withdrawn_at=None,
    )
    if share := same.select_related("made_by").first():
        raise AlreadyAgreed(share)
