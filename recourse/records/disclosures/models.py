"""What left: to whom, by whose act, on which consent and which advice; and what is being prepared."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.disclosures.words import Had, HowItLeft, Recipient, Regulated
from recourse.records.people.fields import FIELDS
from recourse.records.people.models import Consent, Person
from recourse.records.people.words import ForWhat
from recourse.records.sealing.fields import SealedText

_KNOWN_FIELDS = Q(fields__contained_by=list(FIELDS))


class Advice(models.Model):
    """Independent immigration advice a person had, or was offered and did not want. Written once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    had = models.CharField(max_length=10, choices=Had)
    adviser = SealedText(of="person_id")
    regulated_as = models.CharField(max_length=20, choices=Regulated, blank=True)
    risk_explained = models.BooleanField(default=False)
    words = SealedText(of="person_id")
    on_day = models.DateField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """Advice that was had names its regulated adviser and explained the risk."""

        constraints = [
            models.CheckConstraint(
                condition=Q(had=Had.DECLINED, regulated_as="", risk_explained=False)
                | Q(had=Had.HAD, regulated_as__in=Regulated.values, risk_explained=True),
                name="disclosures_advice_counts",
            )
        ]
        indexes = [models.Index(fields=["person", "on_day"], name="disclosures_advice_person")]

    def __str__(self) -> str:
        """Say whether, and when."""
        return f"{self.had} on {self.on_day}"


class Letter(models.Model):
    """What somebody wants an enforcement body to be told, while it is prepared: nothing has left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    for_what = models.CharField(max_length=20, choices=ForWhat)
    outcomes_read_at = models.DateTimeField(null=True)
    advice = models.ForeignKey(Advice, null=True, on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=20), default=list)
    words = SealedText(of="person_id", default="")
    status_words = SealedText(of="person_id", default="")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    status_consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """It is taken back or sent, not both."""

        constraints = [
            models.CheckConstraint(condition=_KNOWN_FIELDS, name="disclosures_letter_fields"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(withdrawn_at=None), name="disclosures_letter_one_end"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="disclosures_letter_person")]

    def __str__(self) -> str:
        """Say what it is for, never what it says."""
        return self.for_what

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed, taken back or sent."""
        return self.sent_at is None and self.withdrawn_at is None

    @property
    def whole(self) -> str:
        """Every word that would leave."""
        return "\n\n".join(part for part in (self.words, self.status_words) if part)


class Disclosure(models.Model):
    """Something that left: written once, by a signed-in worker's act, kept as long as it must be shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=10, choices=Recipient)
    to_authority = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    to_service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=HowItLeft)
    for_what = models.CharField(max_length=20, choices=ForWhat, blank=True)
    fields = ArrayField(models.CharField(max_length=20))
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    status_consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    advice = models.ForeignKey(Advice, null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    share = models.UUIDField(null=True)
    refusal = models.UUIDField(null=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    hash = models.BinaryField(default=b"")

    class Meta:
        """One recipient of one kind; the rest is a trigger's, which sees consents and advice too."""

        constraints = [
            models.CheckConstraint(condition=_KNOWN_FIELDS, name="disclosures_disclosure_fields"),
            models.CheckConstraint(
                condition=Q(
                    recipient=Recipient.AUTHORITY,
                    to_authority__isnull=False,
                    to_service=None,
                    share=None,
                    refusal=None,
                    letter__isnull=False,
                    advice__isnull=False,
                    how=HowItLeft.SHEET,
                )
                | Q(
                    recipient=Recipient.SERVICE,
                    to_authority=None,
                    to_service__isnull=False,
                    share__isnull=False,
                    refusal=None,
                    letter=None,
                    how__in=(HowItLeft.SHARE, HowItLeft.REFERRAL, HowItLeft.EMERGENCY),
                )
                | Q(
                    recipient=Recipient.PERSON,
                    to_authority=None,
                    to_service=None,
                    share=None,
                    refusal=None,
                    letter=None,
                    how__in=(HowItLeft.PAPER, HowItLeft.DATA),
                )
                | Q(
                    recipient=Recipient.BODY,
                    to_authority=None,
                    to_service=None,
                    share=None,
                    refusal__isnull=False,
                    letter=None,
                    advice=None,
                    consent__isnull=False,
                    for_what=ForWhat.REFUSAL,
                    how=HowItLeft.LETTER,
                ),
                name="disclosures_one_recipient",
            ),
            models.UniqueConstraint(
                fields=["consent"],
                condition=Q(recipient=Recipient.AUTHORITY),
                name="disclosures_consent_once",
            ),
            models.UniqueConstraint(
                fields=["status_consent"],
                condition=Q(recipient=Recipient.AUTHORITY),
                name="disclosures_status_consent_once",
            ),
            models.UniqueConstraint(fields=["refusal"], name="disclosures_refusal_once"),
        ]
        indexes = [models.Index("person", F("at").desc(), name="disclosures_person_newest")]

    def __str__(self) -> str:
        """Say to whom and how, never what."""
        return f"{self.how} on {self.at:%d %B %Y}"
