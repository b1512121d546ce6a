"""Who may see a person, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, DateField, DateTimeField, ExpressionWrapper, F, Func, Q, QuerySet

from recourse.records.directory.composed import Composed
from recourse.records.directory.models import Worker
from recourse.records.people.fields import FIELDS
from recourse.records.people.models import Consent, Person, Share

_ABOUT = ("agency", "to_service", "to_agency", "consent", "status_consent", "made_by", "withdrawn_by")


class Today(Func):
    """The day the policies go by, read once for a whole query."""

    template = "(select recourse_day())"
    output_field = DateField()


class Now(Func):
    """The moment the policies go by, for sight that ends within a day."""

    template = "(select recourse_moment())"
    output_field = DateTimeField()


STANDS = (
    Q(first_day__lte=Today())
    & Q(after_last_day__gt=Today())
    & Q(withdrawn_at=None)
    & (Q(ends_at=None) | Q(ends_at__gt=Now()))
)


@dataclass(frozen=True)
class Sharing:
    """Every share of a person the reader may see, and those of them in force today, longest last."""

    every: list[Share]
    standing: list[Share]

    @property
    def names(self) -> dict[UUID, str]:
        """The names of the services and organisations they speak of."""
        return {
            pk: name
            for share in self.every
            for pk, name in (
                (share.agency_id, share.agency.name),
                (share.to_service_id, share.to_service.name),
                (share.to_agency_id, share.to_agency.name),
            )
        }

    def sight(self, person: Person, by: Worker) -> tuple[Share | None, frozenset[str]]:
        """Give what `share_for` and `fields_in_sight` say, without asking again."""
        if person.agency_id == by.organisation_id:
            return None, frozenset(FIELDS)
        ours = [share for share in self.standing if share.to_service_id in by.service_ids]
        fields = {field for share in ours if share.agency_id == person.agency_id for field in share.fields}
        return ours[-1] if ours else None, frozenset(fields)


def live() -> QuerySet[Share]:
    """Give the shares in force on the day acted on, among those the reader may see."""
    return Share.objects.filter(STANDS).select_related("agency", "to_service", "to_agency")


def sharing(person: Person) -> Sharing:
    """Give what a person's page says about sharing, in one query."""
    every = _SHARING.all(person=person.pk)
    return Sharing([*every], [share for share in every if share.stands])


def _about(person: UUID) -> QuerySet[Any]:
    stands = ExpressionWrapper(STANDS, output_field=BooleanField())
    about = Share.objects.filter(person=person).annotate(stands=stands).order_by("after_last_day")
    return about.select_related("agency", "to_service", "to_agency", "consent", "made_by")


_SHARING = Composed(_about)


def shares(person: Person) -> list[Share]:
    """Give every share of a person the reader may see, also ended ones, newest first."""
    every = Share.objects.filter(person=person).order_by(F("withdrawn_at").desc(nulls_first=True), "-made_at")
    return [_with_its_organisation(share) for share in every.select_related(*_ABOUT)]


def standing_shares(person: Person) -> list[Share]:
    """Give the shares of a person in force today."""
    return list(live().filter(person=person).select_related("consent", "made_by").order_by("after_last_day"))


def consents(person: Person) -> list[Consent]:
    """Give what a person agreed to, as far as the reader may see, newest first."""
    about = ("to_service", "to_authority", "recorded_by")
    return list(Consent.objects.filter(person=person).select_related(*about).order_by("-recorded_at"))


def one_share(share_id: UUID) -> Share | None:
    """Give one share the reader may see."""
    share = Share.objects.select_related("person", *_ABOUT).filter(pk=share_id).first()
    return _with_its_organisation(share) if share else None


def share_for(person: Person, by: Worker) -> Share | None:
    """Say why a worker sees another agency's person: the live share that lasts longest."""
    if person.agency_id == by.organisation_id:
        return None
    ours = live().filter(person=person, to_service__in=by.service_ids)
    return ours.select_related("consent", "made_by").order_by("-after_last_day").first()


def sight_was_agreed(person: Person, by: Worker) -> bool:
    """Say whether a worker sees a person as its holder or because they agreed, not in an emergency alone."""
    if person.agency_id == by.organisation_id:
        return True
    return live().filter(person=person, to_service__in=by.service_ids, emergency=None).exists()


def fields_in_sight(person: Person, by: Worker) -> frozenset[str]:
    """Say which fields a worker may see of what the holder recorded."""
    if person.agency_id == by.organisation_id:
        return frozenset(FIELDS)
    ours = live().filter(person=person, agency=person.agency_id, to_service__in=by.service_ids)
    return frozenset(field for fields in ours.values_list("fields", flat=True) for field in fields)


def _with_its_organisation(share: Share) -> Share:
    """Let the service know its organisation, which the share has read already."""
    share.to_service.organisation = share.to_agency
    return share
