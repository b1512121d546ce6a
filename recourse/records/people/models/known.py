"""Who somebody is, what is known of them, and what was noted."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from recourse.records.directory.models import Organisation, Worker
from recourse.records.people.fields import FIELDS, KINDS
from recourse.records.people.words import WhyNotKnown
from recourse.records.sealing.fields import SealedJSON, SealedText

FIELD_CHOICES = list(FIELDS.items())


class Person(models.Model):
    """Somebody an agency helps. Their name is not here: `identity` keeps it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    lead_worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    is_closed = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        """One reference, one person in an agency; lists begin with whom somebody touched last."""

        constraints = [
            models.UniqueConstraint(fields=["reference", "agency"], name="people_person_referenced"),
            models.UniqueConstraint(fields=["id", "agency"], name="people_person_held"),
            models.CheckConstraint(
                condition=Q(is_closed=False, closed_at=None) | Q(is_closed=True) & ~Q(closed_at=None),
                name="people_person_closed_on_a_day",
            ),
        ]
        indexes = [
            models.Index(F("touched_at").desc(), F("id").asc(), name="people_person_touched"),
            models.Index(
                "agency",
                F("touched_at").desc(),
                F("id").asc(),
                name="people_person_agency_open",
                condition=Q(is_closed=False),
            ),
            models.Index("lead_worker", F("touched_at").desc(), name="people_person_lead"),
        ]

    def __str__(self) -> str:
        """Give the reference, never the name."""
        return self.reference


class Particular(models.Model):
    """Something that identifies a person. Only `identity` reads and writes these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, choices=FIELD_CHOICES)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    value = SealedText()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        """An agency holds one current value of a kind."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "kind"],
                condition=Q(replaced_at=None),
                name="people_particular_current",
            )
        ]

    def __str__(self) -> str:
        """Say the kind, never the value."""
        return self.kind


class SearchToken(models.Model):
    """The beginning of a word that finds a person, keyed: it says nothing. Only `identity` uses these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, choices=FIELD_CHOICES)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    token = models.BinaryField()
    generation = models.PositiveSmallIntegerField()

    class Meta:
        """Found by equality, so that a policy does not stand in an index's way."""

        indexes = [models.Index(fields=["token", "person", "agency"], name="people_searchtoken_token")]

    def __str__(self) -> str:
        """Say the kind, never the token."""
        return self.kind


class Fact(models.Model):
    """One thing known about a person, or why it is not; the newest without `replaced_at` counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, choices=FIELD_CHOICES)
    name = models.CharField(max_length=100)
    value = SealedJSON(null=True)
    why_not_known = models.CharField(max_length=20, choices=WhyNotKnown, blank=True)
    from_day = models.DateField(null=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        """An agency holds one current answer to a question: a value, or a reason for having none."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "name"], condition=Q(replaced_at=None), name="people_fact_current"
            ),
            models.CheckConstraint(
                condition=Q(why_not_known="") | Q(value=None), name="people_fact_known_or_not"
            ),
        ]
        indexes = [
            models.Index(
                "person",
                "agency",
                name="people_fact_put_off",
                condition=Q(replaced_at=None, why_not_known=WhyNotKnown.NOT_ASKED),
            )
        ]

    def __str__(self) -> str:
        """Say the question, never the answer."""
        return self.name

    @property
    def is_known(self) -> bool:
        """Whether there is an answer; "there is none" is an answer."""
        return not self.why_not_known


class Note(models.Model):
    """What a worker wrote. Only `identity` reads and writes the text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, choices=FIELD_CHOICES, default="notes")
    text = SealedText()
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        """Read newest first."""

        indexes = [models.Index("person", F("written_at").desc(), name="people_note_newest")]

    def __str__(self) -> str:
        """Say when, never what."""
        return f"note of {self.written_at:%d %B %Y}"
