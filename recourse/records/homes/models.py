"""The nouns of housing: homes, where they are, rooms, bedspaces, and what state a bedspace is in."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from recourse.records.sealing.fields import SealedText


class WhoFor(models.TextChoices):
    """Who may live in a home."""

    ANYONE = "anyone", "Anyone"
    WOMEN = "women", "Women"
    MEN = "men", "Men"
    FAMILIES = "families", "Families"


class Kind(models.TextChoices):
    """Who pays for a bedspace."""

    FREE = "free", "Free"
    RENT_PAYING = "rent_paying", "Rent-paying"
    COUNCIL = "council", "Council pays"
    RESERVED = "reserved", "Reserved"


class State(models.TextChoices):
    """What a bedspace is on a day, whoever lives in it."""

    OFFERED = "offered", "Offered by its owner"
    PREPARING = "preparing", "Being prepared"
    AVAILABLE = "available", "Ready to live in"
    UNUSABLE = "unusable", "Empty, not usable"
    HANDED_BACK = "handed_back", "Handed back"


class Home(models.Model):
    """A house or flat that an agency runs; its address is apart, in `Address`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    area = models.CharField(max_length=200)
    who_for = models.CharField(max_length=20, choices=WhoFor, default=WhoFor.ANYONE)
    is_step_free = models.BooleanField(default=False)
    landlord = SealedText(of="id", blank=True)
    note = SealedText(of="id", blank=True)

    class Meta:
        """An agency calls no two homes the same."""

        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="homes_home_named")]

    def __str__(self) -> str:
        """Give its name, which is not its address."""
        return self.name


class Address(models.Model):
    """Where a home is: for the agency that runs it, and for whoever helps somebody who lives there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.OneToOneField(Home, on_delete=models.CASCADE, related_name="address")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    text = SealedText(of="home_id")

    def __str__(self) -> str:
        """Say of which home, never where."""
        return f"address of {self.home_id}"


class Room(models.Model):
    """A room with a door, and how many people it sleeps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="rooms")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    sleeps = models.PositiveSmallIntegerField(default=1)

    class Meta:
        """A home has no two rooms of one name, and a room sleeps somebody."""

        constraints = [
            models.UniqueConstraint(fields=["home", "name"], name="homes_room_named"),
            models.CheckConstraint(condition=Q(sleeps__gte=1), name="homes_room_sleeps_somebody"),
        ]

    def __str__(self) -> str:
        """Give its name."""
        return self.name


class Bedspace(models.Model):
    """One person's place in a room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="bedspaces")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FREE)

    class Meta:
        """A room has no two bedspaces of one name."""

        constraints = [models.UniqueConstraint(fields=["room", "name"], name="homes_bedspace_named")]

    def __str__(self) -> str:
        """Give its name."""
        return self.name


class BedState(models.Model):
    """What state a bedspace is in, over a stretch of days that is open at its far end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bedspace = models.ForeignKey(Bedspace, on_delete=models.CASCADE, related_name="states")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State)
    first_day = models.DateField()
    after_last_day = models.DateField(null=True)
    why = SealedText(of="bedspace_id", blank=True)

    class Meta:
        """Stretches have days in them; that none overlap stands in the migration."""

        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(after_last_day=None) | Q(after_last_day__gt=F("first_day")),
                name="homes_bedstate_some_days",
            )
        ]

    def __str__(self) -> str:
        """Say what and since when."""
        return f"{self.state} from {self.first_day}"
