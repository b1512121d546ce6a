"""A refusal somebody met, and the letter against it: while it is prepared, and as it was made."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from recourse.records.directory.models import Organisation, Worker
from recourse.records.papers.models import Paper
from recourse.records.people.fields import FIELDS
from recourse.records.people.models import Consent, Person
from recourse.records.refusals.words import Because, Kind
from recourse.records.sealing.fields import SealedJSON, SealedText


class Refusal(models.Model):
    """What was refused, by whom, for which reason; what the letter would tell; and the letter once made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    because = models.CharField(max_length=10, choices=Because)
    refused_on = models.DateField()
    to_name = SealedText(of="person_id")
    to_address = SealedText(of="person_id")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    status_consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=20), default=list)
    told = SealedJSON(of="person_id", null=True)
    answer_to = SealedText(of="person_id", default="")
    answer_by = models.DateField(null=True)
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    rules = ArrayField(models.CharField(max_length=60), default=list)
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """It is taken back or made, not both; made, it rests on an agreement and is kept as a paper."""

        constraints = [
            models.CheckConstraint(
                condition=Q(fields__contained_by=list(FIELDS)), name="refusals_refusal_fields"
            ),
            models.CheckConstraint(
                condition=Q(made_at=None, made_by=None, paper=None)
                | Q(made_at__isnull=False, made_by__isnull=False, paper__isnull=False, withdrawn_at=None)
                & Q(consent__isnull=False, answer_by__isnull=False),
                name="refusals_refusal_one_end",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="refusals_refusal_person")]

    def __str__(self) -> str:
        """Say what it is about, never whom."""
        return self.kind

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed, taken back or made."""
        return self.made_at is None and self.withdrawn_at is None

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What the letter would tell: of which field, the question, the words."""
        return [(field, question, words) for field, question, words in self.told or []]
