"""The nouns of access: a sign-in, an invitation to set one up, a calendar feed, an adviser's registration."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from recourse.records.access.words import Body, Category, Level
from recourse.records.directory.models import Organisation, Worker


class SignIn(models.Model):
    """One browser that talks to us: whose it is, what it remembers, and when it was last used.

    The cookie's value is nowhere in the database, only its hash: a stolen copy lets nobody in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, null=True, related_name="sign_ins")
    data = models.TextField(blank=True)
    device = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Say on what device."""
        return self.device


class Refused(models.Model):
    """How often in a day browsers stopped something on a kind of page; nobody's address, nobody's name."""

    day = models.DateField()
    directive = models.CharField(max_length=30)
    page = models.CharField(max_length=120)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        """One row for each."""

        constraints = [
            models.UniqueConstraint(fields=["day", "directive", "page"], name="access_refused_once")
        ]

    def __str__(self) -> str:
        """Say what, and where."""
        return f"{self.directive} on {self.page}"


class Invitation(models.Model):
    """Lets one worker set up how they sign in, once, within three days.

    Who made it stays, and whether others were told that it was made, and taken up.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="invitations")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    made_told_at = models.DateTimeField(null=True)
    taken_told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Say until when it holds."""
        return f"until {self.until}"


class CalendarFeed(models.Model):
    """A secret address from which a worker's calendar reads days and references.

    The secret is nowhere in the database, only its hash. A worker has one at a time; once ended it stays so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="calendar_feeds")
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One open for each worker."""

        constraints = [
            models.UniqueConstraint(
                fields=["worker"], condition=Q(ended_at=None), name="access_calendarfeed_one_open"
            )
        ]

    def __str__(self) -> str:
        """Say since when."""
        return f"since {self.made_at}"


class Registration(models.Model):
    """That a worker may give immigration advice, for this agency: at which level, by whose leave, from when.

    It belongs to the worker together with the agency and travels with neither. Written once, by a manager
    and about somebody else; then only its end can be said.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="registrations")
    level = models.CharField(max_length=20, choices=Level)
    body = models.CharField(max_length=20, choices=Body)
    categories = ArrayField(models.CharField(max_length=20, choices=Category))
    number = models.CharField(max_length=40)
    first_day = models.DateField()
    after_last_day = models.DateField(null=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """It has a number and a category, ends after it begins, and nobody writes their own."""

        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="access_registration_numbered"),
            models.CheckConstraint(
                condition=Q(categories__contained_by=Category.values, categories__len__gt=0),
                name="access_registration_categories",
            ),
            models.CheckConstraint(
                condition=Q(after_last_day=None) | Q(after_last_day__gte=F("first_day")),
                name="access_registration_days",
            ),
            models.CheckConstraint(
                condition=~Q(worker=F("recorded_by")), name="access_registration_not_by_oneself"
            ),
        ]
        indexes = [models.Index(fields=["worker", "first_day"], name="access_registration_worker")]

    def __str__(self) -> str:
        """Say at which level, and by whom regulated."""
        return f"{self.level} ({self.body})"
