"""The nouns of housing: homes and their papers, rooms, bedspaces, and what state a bedspace is in."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from recourse.records.homes.lent import Lending
from recourse.records.sealing.fields import SealedText

__all__ = [
    "Address",
    "BedState",
    "Bedspace",
    "Certificate",
    "Home",
    "Kind",
    "Labour",
    "Lease",
    "Lending",
    "Room",
    "Safety",
    "Sort",
    "State",
    "Upkeep",
    "WhoFor",
]


class WhoFor(models.TextChoices):
    """Who may live in a home."""

    ANYONE = "anyone", "Anyone"
    WOMEN = "women", "Women"
    MEN = "men", "Men"
    FAMILIES = "families", "Families"


class Sort(models.TextChoices):
    """What a home is, whoever may live in it."""

    HOUSE = "house", "House or flat"
    HOST = "host", "A host's home"
    SHELTER = "shelter", "Night shelter"
    EMERGENCY = "emergency", "Emergency beds"


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
    CLEANING = "cleaning", "Empty, being cleaned"
    REPAIR = "repair", "Empty, under repair"
    RESERVED = "reserved", "Empty, kept back"
    UNUSABLE = "unusable", "Empty, not usable"
    HANDED_BACK = "handed_back", "Handed back"


class Safety(models.TextChoices):
    """What a home needs a certificate or a licence for."""

    GAS = "gas", "Gas"
    ELECTRIC = "electric", "Electrics"
    FIRE = "fire", "Fire"
    HMO = "hmo", "Shared house licence"


class Labour(models.TextChoices):
    """What brings a home into use, or keeps it so."""

    REPAIR = "repair", "Repair"
    VOLUNTEERS = "volunteers", "Volunteer day"


class Home(models.Model):
    """A house or flat that an agency runs; its address is apart, in `Address`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    area = models.CharField(max_length=200)
    who_for = models.CharField(max_length=20, choices=WhoFor, default=WhoFor.ANYONE)
    is_step_free = models.BooleanField(default=False)
    sort = models.CharField(max_length=20, choices=Sort, default=Sort.HOUSE)
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


class Lease(models.Model):
    """What an owner lets a home to the agency for, from when to when; no rent is a peppercorn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="leases")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    after_last_day = models.DateField(null=True)
    pence_a_month = models.PositiveIntegerField(default=0)

    class Meta:
        """A lease has days in it; that none overlap stands in the migration."""

        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(after_last_day=None) | Q(after_last_day__gt=F("first_day")),
                name="homes_lease_some_days",
            ),
            models.CheckConstraint(
                condition=Q(pence_a_month__gte=0), name="homes_lease_costs_nothing_or_more"
            ),
        ]

    def __str__(self) -> str:
        """Say since when."""
        return f"lease from {self.first_day}"


class Certificate(models.Model):
    """That a home was found safe on a day, and until when that counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="certificates")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Safety)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        """One of a kind a day, and it counts for a day at least."""

        ordering = ["kind", "-last_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["home", "kind", "first_day"], name="homes_certificate_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="homes_certificate_some_days"
            ),
        ]

    def __str__(self) -> str:
        """Say of what and until when."""
        return f"{self.kind} until {self.last_day}"


class Upkeep(models.Model):
    """A repair, or a day of volunteers, that brought a home into use or kept it so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="upkeep")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Labour)
    on_day = models.DateField()
    people = models.PositiveSmallIntegerField(default=1)
    hours = models.PositiveSmallIntegerField(default=1)
    pence = models.PositiveIntegerField(default=0)
    what = SealedText(of="home_id", blank=True)

    class Meta:
        """The newest first."""

        ordering = ["-on_day", "-pk"]

    def __str__(self) -> str:
        """Say what and when."""
        return f"{self.kind} on {self.on_day}"


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
