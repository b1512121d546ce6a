"""What a person agreed to, and who may see what because of it."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.people.fields import FIELDS
from recourse.records.people.models.known import Person
from recourse.records.people.words import How


class Consent(models.Model):
    """What a person was told, how, and that they agreed. Written once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=30, choices=How)
    language = models.CharField(max_length=100)
    words = models.TextField()
    covers_status = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """Can be pointed at with whose it is and whether it covers status: no share can claim more."""

        constraints = [
            models.UniqueConstraint(
                fields=["id", "person", "agency", "covers_status"], name="people_consent_as_given"
            )
        ]

    def __str__(self) -> str:
        """Say how and when."""
        return f"{self.how} on {self.recorded_at:%d %B %Y}"


class Share(models.Model):
    """One service may see some fields of one person, for a purpose, until a day, because the person agreed.

    It lets the service see what `agency` recorded, and, when `comes_back`, lets `agency` see what the
    service's organisation records in the same fields (its notes excepted).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=20))
    purpose = models.TextField()
    first_day = models.DateField()
    after_last_day = models.DateField()
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    covers_status = models.BooleanField(default=False)
    comes_back = models.BooleanField(default=True)
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Names real fields and a real stretch of days; status only on a consent that covers it."""

        constraints = [
            models.CheckConstraint(
                condition=Q(fields__contained_by=list(FIELDS)) & Q(fields__len__gt=0),
                name="people_share_fields",
            ),
            models.CheckConstraint(
                condition=~Q(fields__contains=["status"]) | Q(covers_status=True),
                name="people_share_status_agreed",
            ),
            models.CheckConstraint(
                condition=Q(after_last_day__gt=F("first_day")), name="people_share_some_days"
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_service", "person"], condition=Q(withdrawn_at=None), name="people_share_standing"
            ),
            models.Index(fields=["person"], name="people_share_person"),
        ]

    def __str__(self) -> str:
        """Say until when."""
        return f"until {self.after_last_day}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether the person took it back."""
        return self.withdrawn_at is not None
