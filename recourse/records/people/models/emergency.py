"""Sight of one person without a share, in an emergency: who asked, who confirmed, until when."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.people.fields import FIELDS
from recourse.records.people.models.known import Person
from recourse.records.people.words import EmergencyState, WhyNow
from recourse.records.sealing.fields import SealedText

UNCONFIRMED = timedelta(minutes=30)
USUAL_HOURS, MOST_HOURS = 4, 24


class Emergency(models.Model):
    """One worker names one person of another agency; a second one confirms; the sight ends by itself.

    Until it is confirmed the row knows the person by the reference that was typed and nothing else, so
    that nobody can learn from asking whether there is such a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    why = models.CharField(max_length=20, choices=WhyNow)
    words = SealedText(of="whose_words")
    status_words = SealedText(of="whose_words")
    fields = ArrayField(models.CharField(max_length=20))
    hours = models.PositiveSmallIntegerField(default=USUAL_HOURS)
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_in = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=EmergencyState, default=EmergencyState.ASKED)
    decided_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_in = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    ends_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    disputed_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    disputed_at = models.DateTimeField(null=True)
    dispute = SealedText(of="whose_words")

    class Meta:
        """Never of one's own people, never confirmed by who asked, never for more than a day."""

        constraints = [
            models.CheckConstraint(condition=~Q(agency=F("holder")), name="people_emergency_of_another"),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(state=EmergencyState.TAKEN_BACK)
                | ~Q(decided_by=F("asked_by")) & ~Q(decided_in=F("asked_in")),
                name="people_emergency_two_people",
            ),
            models.CheckConstraint(
                condition=Q(fields__contained_by=list(FIELDS)) & Q(fields__len__gt=0),
                name="people_emergency_fields",
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=MOST_HOURS), name="people_emergency_hours"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__lte=F("decided_at") + timedelta(hours=MOST_HOURS)),
                name="people_emergency_ends",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None)
                | ~Q(state=EmergencyState.CONFIRMED)
                | Q(decided_at__lt=F("asked_at") + UNCONFIRMED),
                name="people_emergency_in_time",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-asked_at"], name="people_emergency_asked"),
            models.Index(fields=["holder", "-decided_at"], name="people_emergency_held"),
        ]

    def __str__(self) -> str:
        """Say how it stands."""
        return self.get_state_display()

    @property
    def whose_words(self) -> UUID:
        """Whose key seals what was said: the person's, as soon as it is known who that is."""
        return self.person_id or self.pk

    @property
    def confirm_by(self) -> datetime:
        """When it lapses if nobody confirms it."""
        return self.asked_at + UNCONFIRMED

    def stands(self, at: datetime) -> EmergencyState:
        """Say how it stands at a moment: what nobody did in time has lapsed, what ran out is over."""
        if self.state == EmergencyState.ASKED and at >= self.confirm_by:
            return EmergencyState.LAPSED
        if self.state == EmergencyState.CONFIRMED and self.ends_at is not None and at >= self.ends_at:
            return EmergencyState.EXPIRED
        return EmergencyState(self.state)
