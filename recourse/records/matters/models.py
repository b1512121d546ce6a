"""A task for a person, and a barrier: a step that could not be taken, kept for the evidence."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from recourse.records.directory.models import Organisation, Worker
from recourse.records.matters.words import State, Why
from recourse.records.people.models import Person
from recourse.records.sealing.fields import SealedText

FREE_WORDS = ""


class Task(models.Model):
    """Something to do for a person, until a day, by a worker: a step of a route, or free words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, default="notes", editable=False)
    route = models.CharField(max_length=20, default=FREE_WORDS)
    step = models.CharField(max_length=60, default=FREE_WORDS)
    says = SealedText()
    until = models.DateField(null=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = SealedText(default="")
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    moves = models.PositiveIntegerField(default=1)
    moved_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    moved_how = models.CharField(max_length=10, default="made")

    class Meta:
        """One open task of an agency for one step; it ends with who ended it, and given up, with a reason."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "route", "step"],
                condition=Q(state=State.OPEN) & ~Q(route=FREE_WORDS),
                name="matters_task_one_open_a_step",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, ended_at=None, ended_by=None)
                | ~Q(state=State.OPEN) & Q(ended_at__isnull=False, ended_by__isnull=False),
                name="matters_task_ends_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "until"], condition=Q(state=State.OPEN), name="matters_task_waiting"
            ),
            models.Index(fields=["person", "-made_at"], name="matters_task_person"),
        ]

    def __str__(self) -> str:
        """Say how it stands, never what it is."""
        return self.state

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == State.OPEN


class Barrier(models.Model):
    """Why a step could not be taken: written once, counted without persons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, default="notes", editable=False)
    route = models.CharField(max_length=20, default=FREE_WORDS)
    step = models.CharField(max_length=60, default=FREE_WORDS)
    why = models.CharField(max_length=20, choices=Why)
    note = SealedText(default="")
    area = models.CharField(max_length=100)
    on_day = models.DateField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """Found by the person, and by the month it was recorded in; "other" wants a note."""

        constraints = [
            models.CheckConstraint(condition=Q(why__in=Why.values), name="matters_barrier_of_the_list"),
        ]
        indexes = [
            models.Index(fields=["person", "-recorded_at"], name="matters_barrier_person"),
            models.Index(fields=["agency", "recorded_at"], name="matters_barrier_month"),
        ]

    def __str__(self) -> str:
        """Say the code, never the note."""
        return self.why
