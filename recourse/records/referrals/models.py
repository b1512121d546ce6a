"""A referral from one service to another about one person, and what the two say to each other about it."""

import uuid

from django.db import models
from django.db.models import Q

from recourse.records.referrals.words import Disposition, Refusal
from recourse.records.sealing.fields import SealedText


class State(models.TextChoices):
    """Where a referral stands."""

    SENT = "sent", "Waiting for an answer"
    ASKED = "asked", "Asked for more"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken_back", "Taken back"
    CLOSED = "closed", "Closed"


OPEN = (State.SENT, State.ASKED, State.ACCEPTED)
ENDED = (State.TAKEN_BACK, State.CLOSED)


class Referral(models.Model):
    """One service asks another to help a person; it ends only with a disposition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="referrals")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    from_service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")
    to_service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    share = models.ForeignKey("people.Share", on_delete=models.RESTRICT, related_name="+")
    why = SealedText()
    asks = SealedText()
    answer_by = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.SENT)
    sent_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        "directory.Worker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    refusal_code = models.CharField(max_length=30, choices=Refusal.choices, blank=True)
    refusal_words = SealedText(blank=True)
    next_step = SealedText(blank=True)
    disposition = models.CharField(max_length=30, choices=Disposition.choices, blank=True)
    closing_words = SealedText(blank=True)
    closed_by = models.ForeignKey(
        "directory.Worker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    moves = models.PositiveIntegerField(default=1)
    moved_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    moved_how = models.CharField(max_length=12, default="sent")

    class Meta:
        ordering = ["answer_by", "sent_at", "id"]
        indexes = [
            models.Index(fields=["to_service", "state", "answer_by"], name="referral_waiting"),
            models.Index(fields=["agency", "state", "answer_by"], name="referral_sent"),
            models.Index(fields=["person", "sent_at"], name="referral_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "to_service", "agency"],
                condition=Q(state__in=OPEN),
                name="referral_one_open_a_service",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, closed_at__isnull=False, closed_by__isnull=False)
                & ~Q(disposition="")
                | ~Q(state__in=ENDED) & Q(closed_at__isnull=True, disposition=""),
                name="referral_ends_with_a_disposition",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(refusal_code="") & ~Q(next_step=""),
                name="referral_refusal_names_a_next_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_service_id} to {self.to_service_id}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether the receiving service still has something to do with it."""
        return self.state in OPEN

    @property
    def has_ended(self) -> bool:
        """Whether nothing more can be done with it."""
        return self.state in ENDED


class Message(models.Model):
    """One thing said about a referral, by one worker, at one moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="messages")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=12)
    text = SealedText()
    by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["referral", "at"], name="message_referral_at")]

    def __str__(self) -> str:
        return f"{self.act} at {self.at}"
