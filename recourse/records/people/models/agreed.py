"""What a person agreed to, and who may see what because of it."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.people.fields import FIELDS
from recourse.records.people.models.emergency import Emergency
from recourse.records.people.models.known import Person
from recourse.records.people.words import Checked, ForWhat, Freely, How
from recourse.records.sealing.fields import SealedText

NOT_ASKED = "not_asked"


class Consent(models.Model):
    """What a person was told, how, and that they agreed: for one recipient, one purpose and named fields.

    The recipient is a service, an enforcement body, or whoever one letter (`to_refusal`) goes to.
    Immigration status is agreed to by itself: a consent that covers it covers nothing else. Written
    once; it can only be withdrawn, and every share resting on it ends with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    to_authority = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    to_refusal = models.UUIDField(null=True)
    for_what = models.CharField(max_length=20, choices=ForWhat, default=ForWhat.SHARING)
    fields = ArrayField(models.CharField(max_length=20))
    covers_status = models.BooleanField(default=False)
    first_day = models.DateField()
    after_last_day = models.DateField()
    how = models.CharField(max_length=30, choices=How)
    language = SealedText()
    words = SealedText()
    checked = ArrayField(models.CharField(max_length=20))
    freely = models.CharField(max_length=10, choices=Freely, default=Freely.YES)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Can be pointed at with whose it is and whether it covers status: no share can claim more."""

        constraints = [
            models.UniqueConstraint(fields=["id", "person", "agency"], name="people_consent_of"),
            models.UniqueConstraint(
                fields=["id", "person", "agency", "covers_status"], name="people_consent_as_given"
            ),
            models.CheckConstraint(
                condition=Q(fields__contained_by=list(FIELDS)) & Q(fields__len__gt=0),
                name="people_consent_fields",
            ),
            models.CheckConstraint(
                condition=Q(covers_status=True, fields=["status"])
                | Q(covers_status=False) & ~Q(fields__contains=["status"]),
                name="people_consent_status_by_itself",
            ),
            models.CheckConstraint(
                condition=Q(to_service=None, to_authority__isnull=False, to_refusal=None)
                & ~Q(for_what__in=(ForWhat.SHARING, ForWhat.REFUSAL))
                | Q(to_service__isnull=False, to_authority=None, to_refusal=None, for_what=ForWhat.SHARING)
                | Q(to_service=None, to_authority=None, to_refusal__isnull=False, for_what=ForWhat.REFUSAL),
                name="people_consent_one_recipient",
            ),
            models.CheckConstraint(
                condition=Q(checked__contains=Checked.values) | Q(checked=[NOT_ASKED]),
                name="people_consent_checked",
            ),
            models.CheckConstraint(
                condition=Q(after_last_day__gt=F("first_day")), name="people_consent_some_days"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="people_consent_person")]

    def __str__(self) -> str:
        """Say how and when."""
        return f"{self.how} on {self.recorded_at:%d %B %Y}"

    @property
    def is_doubtful(self) -> bool:
        """Whether they may not have felt free to say no."""
        return self.freely == Freely.DOUBTFUL


class Share(models.Model):
    """One service may see some fields of one person, for a purpose, until a day, because the person agreed.

    In an emergency two workers stand in for the agreement, and it ends at a moment of that day or the next.
    It lets the service see what `agency` recorded, and, when `comes_back`, lets `agency` see what the
    service's organisation records in the same fields (its notes excepted). With immigration status
    among the fields it rests on two consents: the one to the rest, and the one to status by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=20))
    purpose = SealedText()
    first_day = models.DateField()
    after_last_day = models.DateField()
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    status_consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    emergency = models.OneToOneField(Emergency, null=True, on_delete=models.CASCADE, related_name="+")
    ends_at = models.DateTimeField(null=True)
    covers_status = models.BooleanField(default=False)
    comes_back = models.BooleanField(default=True)
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    # The database keeps it as the person's own: by it a list finds its page without reading every person.
    person_touched_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Names real fields and a real stretch of days; status only on a consent to that by itself."""

        constraints = [
            models.CheckConstraint(
                condition=Q(fields__contained_by=list(FIELDS)) & Q(fields__len__gt=0),
                name="people_share_fields",
            ),
            models.CheckConstraint(
                condition=Q(covers_status=True, fields__contains=["status"])
                & (Q(status_consent__isnull=False) | Q(emergency__isnull=False))
                | Q(covers_status=False, status_consent=None) & ~Q(fields__contains=["status"]),
                name="people_share_status_agreed",
            ),
            models.CheckConstraint(
                condition=Q(after_last_day__gt=F("first_day")), name="people_share_some_days"
            ),
            models.CheckConstraint(
                condition=Q(consent__isnull=False, emergency=None, ends_at=None)
                | Q(emergency__isnull=False, ends_at__isnull=False, comes_back=False)
                & Q(consent=None, status_consent=None),
                name="people_share_one_ground",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_service", "person"], condition=Q(withdrawn_at=None), name="people_share_standing"
            ),
            models.Index(fields=["person"], name="people_share_person"),
            models.Index(
                F("to_service"),
                F("person_touched_at").desc(),
                F("person"),
                name="people_share_turns",
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        """Say until when."""
        return f"until {self.after_last_day}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether the person took it back."""
        return self.withdrawn_at is not None
