"""The nouns about people: who they are, what is known, what was noted, what was agreed and shared."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.people.fields import FIELDS, KINDS
from recourse.records.people.words import How, WhyNotKnown

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

    class Meta:
        """One reference, one person in an agency; lists begin with whom somebody touched last."""

        constraints = [
            models.UniqueConstraint(fields=["reference", "agency"], name="people_person_referenced"),
            models.UniqueConstraint(fields=["id", "agency"], name="people_person_held"),
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
    value = models.TextField()
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
    """The beginning of a word that finds a person. Only `identity` reads and writes these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, choices=FIELD_CHOICES)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    token = models.CharField(max_length=80)

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
    value = models.JSONField(null=True)
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
    text = models.TextField()
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        """Read newest first."""

        indexes = [models.Index("person", F("written_at").desc(), name="people_note_newest")]

    def __str__(self) -> str:
        """Say when, never what."""
        return f"note of {self.written_at:%d %B %Y}"


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
