"""A person's papers: what each is, and apart from that the sealed file itself."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from recourse.records.directory.models import Organisation, Worker
from recourse.records.papers.words import TELL_STATUS, Form, Kind
from recourse.records.people.models import Person
from recourse.records.sealing.fields import SealedBytes, SealedText

FIELDS = [("papers", "Papers"), ("status", "Immigration status")]
MOST_BYTES = 15 * 1024 * 1024


class Paper(models.Model):
    """A photograph or a document of a person's, as one agency keeps it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, choices=FIELDS)
    kind = models.CharField(max_length=20, choices=Kind)
    form = models.CharField(max_length=4, choices=Form)
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    on_day = models.DateField(null=True)
    note = SealedText(of="person_id")
    kept_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        """A paper that tells status counts as status; none is empty or too large."""

        constraints = [
            models.CheckConstraint(
                condition=Q(field="status") | Q(field="papers") & ~Q(kind__in=TELL_STATUS),
                name="papers_paper_status",
            ),
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=MOST_BYTES), name="papers_paper_size"),
            models.UniqueConstraint(fields=["id", "person", "agency", "field"], name="papers_paper_whole"),
        ]
        indexes = [models.Index(fields=["person"], name="papers_paper_person")]

    def __str__(self) -> str:
        """Say what it is and of which day it was kept, never what stands in it."""
        return f"{self.kind} kept on {self.kept_at:%d %B %Y}"


class File(models.Model):
    """The file of a paper, cleaned and sealed. It has the paper's id, and goes when the paper goes."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, choices=FIELDS)
    content = SealedBytes(of="person_id")

    class Meta:
        """Found by its paper alone."""

    def __str__(self) -> str:
        """Say nothing of what stands in it."""
        return "a sealed file"


class Ticket(models.Model):
    """Leave to fetch one paper, once and at once, from the address that serves papers alone.

    It names the sign-in it was given in, by the hash of its key, and ends with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="+")
    sign_in = models.CharField(max_length=64)
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        """Say when it was given."""
        return f"given at {self.given_at:%H:%M}"
