"""Who sees a record, what the person agreed to, who looked and what was sent, as their statement says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from recourse.pages.statement.line import in_words, on_day
from recourse.records.disclosures import queries as disclosures
from recourse.records.people import fields as field_names
from recourse.records.people import queries as people
from recourse.records.people.fields import FIELDS
from recourse.records.refusals import queries as refusals

if TYPE_CHECKING:
    from recourse.records.disclosures.models import Disclosure
    from recourse.records.people.models import Consent, Person, Share

# Whoever a letter of another agency goes to: it is that agency which keeps the name.
BY_LETTER = "A service or council that refused something"
NOBODY = UUID(int=0)
MOST_LOOKS = 5_000
Said = dict[str, Any]


def seen_by(person: Person, *, today: date) -> list[Said]:
    """Every service that sees the record, the agency that keeps it first."""
    own: Said = {
        "service": person.agency.name,
        "agency": person.agency.name,
        "fields": list(FIELDS.values()),
        "why": "Every worker there. This agency keeps the record.",
        "until": "",
        "agreed": "",
    }
    return [own, *(_share(share) for share in people.standing_shares(person))]


def _share(share: Share) -> Said:
    agreed = _how(share.consent) if share.consent else "Opened in an emergency, without asking."
    return {
        "service": share.to_service.name,
        "agency": share.to_agency.name,
        "fields": _labels(share.fields),
        "why": share.purpose,
        "until": (share.after_last_day - timedelta(days=1)).isoformat(),
        "agreed": agreed,
    }


def agreements(person: Person) -> list[Said]:
    """What the person agreed to, taken back or not."""
    found = people.consents(person)
    letters = refusals.addressees(one.to_refusal for one in found if one.to_refusal)
    return [_agreed(consent, letters) for consent in found]


def _agreed(consent: Consent, letters: Mapping[UUID, str]) -> Said:
    to = consent.to_service or consent.to_authority
    return {
        "on": on_day(consent.recorded_at).isoformat(),
        "to": to.name if to else letters.get(consent.to_refusal or NOBODY, BY_LETTER),
        "for_what": consent.get_for_what_display(),
        "fields": _labels(consent.fields),
        "how": consent.get_how_display(),
        "language": consent.language,
        "recorded_by": consent.recorded_by.name,
        "until": (consent.after_last_day - timedelta(days=1)).isoformat(),
        "taken_back_on": on_day(consent.withdrawn_at).isoformat() if consent.withdrawn_at else "",
        "in_doubt": consent.is_doubtful,
    }


def looked(person: Person) -> list[Said]:
    """Who opened the record on which day, and how often."""
    looks = people.looks(person, at_most=MOST_LOOKS)
    seen = Counter(
        (on_day(look.at).isoformat(), *(("", "") if look.was_refused else (look.by_name, look.agency_name)))
        for look in looks
    )
    return [
        {
            "day": day,
            "worker": worker or "Somebody outside the sharing, who was refused",
            "agency": agency,
            "times": times,
        }
        for (day, worker, agency), times in seen.items()
    ]


def sent(person: Person) -> list[Said]:
    """What left the agency, to whom, and what allowed it."""
    found = disclosures.sent(person)
    letters = refusals.addressees(one.refusal for one in found if one.refusal)
    return [_one_sent(one, letters) for one in found]


def _one_sent(one: Disclosure, letters: Mapping[UUID, str]) -> Said:
    to = one.to_authority or one.to_service
    you_or_whoever = letters.get(one.refusal, BY_LETTER) if one.refusal else "You"
    return {
        "on": on_day(one.at).isoformat(),
        "to": to.name if to else you_or_whoever,
        "how": one.get_how_display(),
        "for_what": one.get_for_what_display() if one.for_what else "",
        "fields": _labels(one.fields),
        "by": one.by.name,
        "agency": one.agency.name,
        "agreed": on_day(one.consent.recorded_at).isoformat() if one.consent else "",
        "advice": one.advice.get_had_display() if one.advice else "",
    }


def _how(consent: Consent) -> str:
    on = in_words(on_day(consent.recorded_at))
    return f"{consent.get_how_display()}, in {consent.language}, on {on}"


def _labels(fields: Iterable[str]) -> list[str]:
    return [FIELDS[field] for field in field_names.check(fields)]
