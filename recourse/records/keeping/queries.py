"""What has come to its end, for the agency acted for; nothing of anybody under a hold."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from recourse.records.advice.models import Answer, Plan
from recourse.records.directory.models import Organisation, Worker
from recourse.records.directory.words import ServiceKind
from recourse.records.disclosures.models import Advice, Disclosure
from recourse.records.funds.models import Award
from recourse.records.keeping.models import Hold, Notice
from recourse.records.matters.models import Barrier, Task
from recourse.records.papers.models import Paper
from recourse.records.papers.words import Kind
from recourse.records.people import identity
from recourse.records.people.models import Consent, Person, Share
from recourse.records.placements.models import Offer, Stay
from recourse.records.referrals.models import Referral
from recourse.records.refusals.models import Refusal
from recourse.records.sealing import subjects

# What an agency has about people whom another agency holds, and when each row last mattered.
MOMENTS = {
    "people_particular": "recorded_at",
    "people_fact": "recorded_at",
    "people_note": "written_at",
    "people_consent": "coalesce(withdrawn_at, after_last_day::timestamptz)",
    "people_share": "coalesce(withdrawn_at, after_last_day::timestamptz)",
    "disclosures_disclosure": "at",
    "disclosures_letter": "begun_at",
    "disclosures_advice": "recorded_at",
    "papers_paper": "kept_at",
    "advice_answer": "asked_at",
    "advice_plan": "made_at",
    "advice_word": "recorded_at",
    "referrals_referral": "moved_at",
    "refusals_refusal": "coalesce(made_at, withdrawn_at, begun_at)",
    "matters_task": "moved_at",
    "matters_barrier": "recorded_at",
    "placements_offer": "greatest(coalesce(answered_at, made_at), first_day::timestamptz)",
    "placements_stay": "coalesce(ended_at, 'infinity')",
    "placements_mark": "made_at",
    "panels_word": "coalesce(taken_back_at, said_at)",
    "panels_decision": "decided_at",
    "panels_choice": "(select d.decided_at from panels_decision d where d.id = decision_id)",
    "hosting_checkin": "made_at",
    "funds_award": "coalesce(stopped_at, greatest(given_at, after_last_day::timestamptz))",
}
_OTHERS = " union all ".join(
    f"select person_id, {moment} as at from {table} where agency_id = %(agency)s"
    for table, moment in MOMENTS.items()
)
_OTHERS_FILES = f"""
select person_id from ({_OTHERS}) kept
where not exists (select 1 from people_person p where p.id = kept.person_id and p.agency_id = %(agency)s)
and not exists (select 1 from keeping_hold h
    where h.person_id = kept.person_id and h.agency_id = %(agency)s and h.lifted_at is null)
group by person_id having max(at) < %(before)s order by max(at)
"""


def closed_files(agency: Organisation, *, before: datetime) -> QuerySet[Person]:
    """The agency's people whose file was closed before a moment, and nothing done, shared or told since."""
    return (
        _ours(agency)
        .filter(is_closed=True, closed_at__lt=before, touched_at__lt=before)
        .exclude(
            Exists(
                Share.objects.filter(
                    Q(withdrawn_at=None) | Q(withdrawn_at__gte=before), person=OuterRef("pk")
                ).filter(after_last_day__gte=before.date())
            )
        )
        .exclude(Exists(Disclosure.objects.filter(person=OuterRef("pk"), at__gte=before)))
    )


def enquiries(agency: Organisation, *, before: datetime) -> QuerySet[Person]:
    """The agency's people of whom nothing came: no answer, agreement, paper or bed, and long untouched.

    Whom a legal service added came for regulated advice: their file is closed, and kept, as such.
    """
    of_them = {"person": OuterRef("pk")}
    return (
        _ours(agency)
        .filter(touched_at__lt=before)
        .exclude(added_by__in=Worker.objects.filter(services__kind=ServiceKind.LEGAL))
        .exclude(Exists(Advice.objects.filter(**of_them)))
        .exclude(Exists(Answer.objects.filter(**of_them)))
        .exclude(Exists(Plan.objects.filter(**of_them)))
        .exclude(Exists(Consent.objects.filter(**of_them)))
        .exclude(Exists(Disclosure.objects.filter(**of_them)))
        .exclude(Exists(Paper.objects.filter(**of_them)))
        .exclude(Exists(Referral.objects.filter(**of_them)))
        .exclude(Exists(Refusal.objects.filter(**of_them)))
        .exclude(Exists(Task.objects.filter(**of_them)))
        .exclude(Exists(Barrier.objects.filter(**of_them)))
        .exclude(Exists(Offer.objects.filter(**of_them)))
        .exclude(Exists(Stay.objects.filter(**of_them)))
        .exclude(Exists(Award.objects.filter(**of_them)))
    )


def refused_referrals(agency: Organisation, *, before: datetime) -> QuerySet[Referral]:
    """The referrals the agency sent that were refused or taken back before a moment."""
    ended = Q(state="taken_back", closed_at__lt=before) | ~Q(refusal_code="") & Q(
        answered_at__lt=before, moved_at__lt=before
    )
    return Referral.objects.filter(ended, agency=agency).exclude(_held(agency, "person")).order_by("moved_at")


def rent_check_copies(agency: Organisation, *, before: datetime) -> QuerySet[Paper]:
    """The agency's copies from right-to-rent checks of those whose last stay there ended before a moment.

    Of somebody who never stayed with this agency the closing of their file counts.
    """
    stays = Stay.objects.filter(person=OuterRef("person"), agency=agency)
    lasting = stays.filter(Q(ended_at=None) | Q(ended_at__gte=before))
    closed = Person.objects.filter(pk=OuterRef("person_id"), is_closed=True, closed_at__lt=before)
    return (
        Paper.objects.filter(agency=agency, kind=Kind.RENT_CHECK, kept_at__lt=before)
        .filter(Exists(stays) & ~Exists(lasting) | ~Exists(stays) & Exists(closed))
        .exclude(_held(agency, "person"))
        .order_by("kept_at")
    )


def with_exact_place(agency: Organisation, *, before: datetime) -> QuerySet[Person]:
    """The agency's people whose exact place is kept though it was replaced, or they quiet, since."""
    places = identity.places(agency).filter(person=OuterRef("pk"))
    quiet = places.filter(replaced_at=None, recorded_at__lt=before)
    return _ours(agency).filter(
        Exists(places.filter(replaced_at__lt=before)) | Q(touched_at__lt=before) & Exists(quiet)
    )


def brought_back(agency: Organisation) -> QuerySet[Person]:
    """The agency's people who were erased, and whom an older copy of the database brought back."""
    return Person.objects.filter(agency=agency, erased_at=None, pk__in=subjects.destroyed(agency.pk))


def with_any_place(agency: Organisation, *, before: datetime) -> QuerySet[Person]:
    """The agency's people who were quiet since a moment and of whom any place is kept."""
    places = identity.places(agency).filter(person=OuterRef("pk"))
    return _ours(agency).filter(Exists(places), touched_at__lt=before)


def others_files(agency: Organisation, *, before: datetime) -> list[UUID]:
    """People another agency holds of whom this one recorded something, the last of it before a moment."""
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS_FILES, {"agency": agency.pk, "before": before})
        return [row[0] for row in cursor.fetchall()]


def hold_on(person: Person, *, by: Worker) -> Hold | None:
    """The hold this worker's agency has on a person."""
    found = Hold.objects.filter(person=person, agency=by.organisation_id, lifted_at=None)
    return found.select_related("placed_by").first()


def holds_on(person: Person) -> list[Hold]:
    """Every hold on a person the reader may see, lifted or not."""
    found = Hold.objects.filter(person=person).select_related("agency", "placed_by", "lifted_by")
    return list(found.order_by("-placed_at"))


def notices(by: Worker) -> QuerySet[Notice]:
    """The deletion notices given to this worker's agency and not yet answered, oldest first."""
    waiting = Notice.objects.filter(to_agency=by.organisation_id, done_at=None)
    return waiting.select_related("agency", "to_service").order_by("given_at", "pk")


def one_notice(notice_id: UUID) -> Notice | None:
    """One notice, or nothing when it is not for this worker's agency."""
    return Notice.objects.select_related("agency", "to_service").filter(pk=notice_id).first()


def _ours(agency: Organisation) -> QuerySet[Person]:
    return Person.objects.filter(agency=agency).exclude(_held(agency, "pk")).order_by(F("touched_at"), "pk")


def _held(agency: Organisation, person: str) -> Exists:
    return Exists(Hold.objects.filter(person=OuterRef(person), agency=agency, lifted_at=None))
