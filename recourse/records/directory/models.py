"""The directory's nouns: organisations, the services they run, and the workers in them."""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from recourse.records.directory.words import OrganisationKind, Role, ServiceKind


class Organisation(models.Model):
    """A charity, council or company; an agency when it keeps records here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30, choices=OrganisationKind)
    is_agency = models.BooleanField(default=True)
    area = models.CharField(max_length=200, blank=True)
    heads_to = models.EmailField(blank=True)
    complain_to = models.CharField(max_length=300, blank=True)
    answer_to = models.CharField(max_length=300, blank=True)

    class Meta:
        """An enforcement body keeps no records here; the database also gives it no service and no worker."""

        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=OrganisationKind.AUTHORITY) | models.Q(is_agency=False),
                name="directory_authority_keeps_nothing",
            )
        ]

    def __str__(self) -> str:
        """Give its name."""
        return self.name


class Service(models.Model):
    """What an organisation offers, to whom, and how quickly it answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=ServiceKind)
    what = models.CharField(max_length=500)
    who_for = models.CharField(max_length=500)
    takes_referrals = models.BooleanField(default=True)
    answer_within_days = models.PositiveSmallIntegerField(default=5)
    capacity_free = models.PositiveIntegerField(null=True, blank=True)
    capacity_unit = models.CharField(max_length=40, blank=True)
    capacity_as_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A service's id together with its organisation can be pointed at, so that shares cannot lie."""

        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="directory_service_named"),
            models.UniqueConstraint(fields=["id", "organisation"], name="directory_service_of"),
        ]

    def __str__(self) -> str:
        """Give its name."""
        return self.name

    @property
    def full_name(self) -> str:
        """Its name, with that of its organisation where that is another."""
        whose = self.organisation.name
        return self.name if self.name == whose else f"{self.name} ({whose})"


class Workers(BaseUserManager["Worker"]):
    """Finds workers by the address they sign in with."""

    def get_by_natural_key(self, username: str | None) -> Worker:
        """Find one worker, whatever the case of the address."""
        return self.get(email__iexact=username)


class Worker(AbstractBaseUser):
    """Somebody who works in an organisation and signs in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="workers")
    services = models.ManyToManyField(Service, related_name="workers", blank=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    objects: ClassVar[Workers] = Workers()

    def __str__(self) -> str:
        """Give their name."""
        return self.name

    @cached_property
    def service_ids(self) -> list[uuid.UUID]:
        """The services this worker works in, read once."""
        return list(self.services.values_list("pk", flat=True))

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the worker again, and forget the services read before."""
        self.__dict__.pop("service_ids", None)
        super().refresh_from_db(*args, **kwargs)


class Figure(models.Model):
    """How many an agency counted in a month, said without persons; None is fewer than five, but not none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    name = models.CharField(max_length=40)
    count = models.PositiveIntegerField(null=True)
    said_at = models.DateTimeField()

    class Meta:
        """One count of a name in a month; a count from one to four cannot be kept."""

        constraints = [
            models.UniqueConstraint(fields=["agency", "month", "name"], name="directory_figure_once"),
            models.CheckConstraint(
                condition=models.Q(count=None) | models.Q(count=0) | models.Q(count__gte=5),
                name="directory_figure_hides_few",
            ),
            models.CheckConstraint(condition=models.Q(month__day=1), name="directory_figure_of_a_month"),
        ]

    def __str__(self) -> str:
        """Say what was counted, and when."""
        return f"{self.name}, {self.month:%B %Y}"
