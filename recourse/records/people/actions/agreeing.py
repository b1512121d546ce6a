"""What a person agrees to share, with whom, until when, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Service, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import fields as field_names
from recourse.records.people import may, text
from recourse.records.people.actions.learning import touch, write_note
from recourse.records.people.models import Consent, Person, Share
from recourse.records.people.words import How

LONGEST_DAYS = 366


class NothingToShare(ValueError):
    """No field was named."""


class NoSuchDays(ValueError):
    """The share would end before it begins, be over already, or last too long."""


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
    covers_status: bool,
    by: Worker,
    at: datetime,
    words: str = "",
    comes_back: bool = True,
) -> Share:
    """Record that a person agreed, and let the service see those fields of what this agency recorded.

    With `comes_back`, what the service's organisation records in the same fields (notes excepted)
    comes back to this agency while the share lasts.
    """
    require(may.share(by, person))
    agreed = field_names.check(fields)
    _require_sense(agreed, first_day, after_last_day, covers_status, at)
    if to.organisation_id == by.organisation_id:
        raise OwnService(f"{to.name} is a service of your own agency and sees this already.")
    _require_new(person, to, agreed, first_day, after_last_day, by)
    purpose = text.lines(purpose, what="The reason for sharing", at_most=1_000)
    told = words or told_words(to, agreed, purpose, after_last_day, comes_back)
    consent = _consent(
        person, how=how, language=language, words=told, covers_status=covers_status, by=by, at=at
    )
    share = Share.objects.create(
        person=person,
        agency_id=by.organisation_id,
        holder_id=person.agency_id,
        to_service=to,
        to_agency_id=to.organisation_id,
        fields=agreed,
        purpose=purpose,
        first_day=first_day,
        after_last_day=after_last_day,
        consent=consent,
        covers_status=covers_status,
        comes_back=comes_back,
        made_by=by,
        made_at=at,
    )
    touch(person, at=at)
    consented = {"how": how, "covers_status": covers_status}
    shared = {"to_service": to.pk, "fields": agreed, "after_last_day": after_last_day, "consent": consent.pk}
    ledger.record(by=by, act="people.agree", at=at, about=consent, person=person.pk, detail=consented)
    ledger.record(by=by, act="people.share", at=at, about=share, person=person.pk, detail=shared)
    return share


@transaction.atomic
def withdraw(share: Share, *, by: Worker, at: datetime, reason: str = "") -> None:
    """End a share: from the next request on, the service sees nothing of it.

    What the person said about why is a note, so that it can be erased; the ledger keeps codes alone.
    """
    require(
        may.withdraw(by, share), "Only the agency that shared this, or that holds the person, can end it."
    )
    standing = Share.objects.filter(pk=share.pk, withdrawn_at=None)
    if not standing.update(withdrawn_at=at, withdrawn_by=by):
        share.refresh_from_db()
        raise AlreadyWithdrawn(share)
    share.withdrawn_at, share.withdrawn_by = at, by
    Person.objects.filter(pk=share.person_id, touched_at__lt=at).update(touched_at=at)
    ledger.record(
        by=by,
        act="people.withdraw",
        at=at,
        about=share,
        person=share.person_id,
        detail={"to_service": share.to_service_id},
    )
    said = text.lines(reason, what="The reason", at_most=1_000)
    person = Person.objects.filter(pk=share.person_id).first()
    if said and person is not None:
        write_note(person, text=f"Why sharing with {share.to_service.name} stopped: {said}", by=by, at=at)


def told_words(to: Service, fields: list[str], purpose: str, after_last_day: date, comes_back: bool) -> str:
    """Say in plain words what the person is told before they agree."""
    until = f"{after_last_day.day} {after_last_day:%B %Y}"
    sentences = [
        f"{to.name} ({to.organisation.name}) may see your {field_names.in_words(fields)}, until {until}.",
        f"Why: {purpose}" if purpose else "",
        "What they record about these comes back to us, but not their notes." if comes_back else "",
        "You can stop this on any day, and help does not depend on it.",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _consent(
    person: Person, *, how: str, language: str, words: str, covers_status: bool, by: Worker, at: datetime
) -> Consent:
    return Consent.objects.create(
        person=person,
        agency_id=by.organisation_id,
        how=How(how),
        language=text.line(language, what="The language", at_most=100),
        words=text.lines(words, what="What was told"),
        covers_status=covers_status,
        recorded_by=by,
        recorded_at=at,
    )


def _require_sense(
    fields: list[str], first: date, after_last: date, covers_status: bool, at: datetime
) -> None:
    if not fields:
        raise NothingToShare("Choose at least one thing to share.")
    if after_last <= first:
        raise NoSuchDays("Sharing must end after it begins.")
    if after_last <= at.astimezone(LONDON).date():
        raise NoSuchDays("Sharing must end on a day to come.")
    if (after_last - first).days > LONGEST_DAYS:
        raise NoSuchDays("Sharing can last a year at most. Ask again then.")
    if "status" in fields and not covers_status:
        raise StatusNotAgreed("Immigration status can be shared only if the person agreed to that by itself.")


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
