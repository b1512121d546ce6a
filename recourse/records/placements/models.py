"""The nouns of placing somebody: an offer of a bed, the stay that follows, and who holds a bed when."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from recourse.records.placements.words import (
    Course,
    Decline,
    Ending,
    Found,
    Meeting,
    MovedTo,
    Payer,
    Signed,
)
from recourse.records.sealing.fields import SealedText


class OfferState(models.TextChoices):
    """Where an offer stands."""

    MADE = "made", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    LAPSED = "lapsed", "Lapsed: nobody answered in time"
    TAKEN_BACK = "taken_back", "Taken back"


class Holding(models.TextChoices):
    """Why a bedspace is not free."""

    HELD = "held", "Held for an offer"
    STAY = "stay", "In use"


class Offer(models.Model):
    """A bedspace kept for one person until an hour; `agency` is the scheme that offers it.

    What the person and their worker may know of the home is frozen here; they see no home of the scheme.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    bedspace = models.ForeignKey("homes.Bedspace", on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey("homes.Home", on_delete=models.PROTECT, related_name="+")
    home_name = models.CharField(max_length=200)
    home_words = SealedText()
    pays_rent = models.BooleanField(default=False)
    first_day = models.DateField()
    expected_last_day = models.DateField()
    answer_by = models.DateTimeField()
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.MADE)
    made_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answered_by = models.ForeignKey("directory.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    decline_code = models.CharField(max_length=20, choices=Decline, blank=True)
    words = SealedText(blank=True)

    class Meta:
        """A declined offer says why; a stretch has days in it."""

        indexes = [
            models.Index(fields=["person", "-made_at"], name="placements_offer_person"),
            models.Index(fields=["agency", "state", "answer_by"], name="placements_offer_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=OfferState.DECLINED) | ~Q(decline_code=""),
                name="placements_offer_says_why",
            ),
            models.CheckConstraint(
                condition=Q(expected_last_day__gte=F("first_day")), name="placements_offer_some_days"
            ),
            models.CheckConstraint(
                condition=Q(state=OfferState.MADE, answered_at=None)
                | ~Q(state=OfferState.MADE) & ~Q(answered_at=None),
                name="placements_offer_answered_or_not",
            ),
        ]

    def __str__(self) -> str:
        """Say where it stands."""
        return f"{self.home_name}: {self.state}"


class Stay(models.Model):
    """A person living in a bedspace from a day on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    bedspace = models.ForeignKey("homes.Bedspace", on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey("homes.Home", on_delete=models.PROTECT, related_name="+")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="stay")
    first_day = models.DateField()
    after_last_day = models.DateField(null=True)
    end_kind = models.CharField(max_length=20, choices=Ending, blank=True)
    end_reason = SealedText(blank=True)
    moved_to = models.CharField(max_length=20, choices=MovedTo, blank=True)
    ended_by = models.ForeignKey("directory.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """A stay that ends says how, and where the person went."""

        indexes = [
            models.Index(fields=["person", "-first_day"], name="placements_stay_person"),
            models.Index(fields=["bedspace", "first_day"], name="placements_stay_bedspace"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(after_last_day=None, end_kind="")
                | Q(after_last_day__gte=F("first_day")) & ~Q(end_kind="") & ~Q(moved_to=""),
                name="placements_stay_ends_in_words",
            )
        ]

    def __str__(self) -> str:
        """Say since when."""
        return f"since {self.first_day}"


#: What says until when.
LAST_UNTIL = (Course.LONGER, Course.NOTICE, Course.MOVE_ON)


class Mark(models.Model):
    """One thing in the course of a stay: a meeting, a paper signed, looked at together, made longer, notice.

    `until` is the new last day of a longer stay, the day on which a notice has run out, the day by which
    somebody means to move on, and the last day a right to rent was shown for. `choice` is what was chosen of
    a closed list: how a meeting went, which paper, who pays, what was found, where to. `pence` is what is
    paid: a week, or a night where a council pays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="marks")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Course)
    on_day = models.DateField()
    until = models.DateField(null=True)
    choice = models.CharField(max_length=20, blank=True, default="")
    pence = models.PositiveIntegerField(null=True)
    words = SealedText()
    plan = SealedText(blank=True)
    made_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """Longer until when, and notice until when, is said; a stay has one mark of a kind on a day."""

        indexes = [models.Index(fields=["person", "-on_day"], name="placements_mark_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LAST_UNTIL, until__gte=F("on_day"))
                | Q(kind=Course.CHECKED) & (Q(until=None) | Q(until__gte=F("on_day")))
                | ~Q(kind__in=(*LAST_UNTIL, Course.CHECKED)) & Q(until=None),
                name="placements_mark_until",
            ),
            models.UniqueConstraint(
                fields=["stay", "kind", "on_day"],
                condition=~Q(kind=Course.INCIDENT),
                name="placements_mark_once_a_day",
            ),
        ]

    @property
    def chosen(self) -> str:
        """What was chosen of its list, in words."""
        lists = {Course.MET: Meeting, Course.AGREED: Signed, Course.CHECKED: Found, Course.MOVE_ON: MovedTo}
        words = lists.get(Course(self.kind), Payer)
        return str(dict(words.choices).get(self.choice, ""))

    def __str__(self) -> str:
        """Say what and when, never the words."""
        return f"{self.kind} on {self.on_day}"


class Occupation(models.Model):
    """Who has a bedspace over a stretch of days: the database keeps it to one person, and one bed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bedspace = models.ForeignKey("homes.Bedspace", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="occupation")
    kind = models.CharField(max_length=10, choices=Holding, default=Holding.HELD)
    span = DateRangeField()
    is_live = models.BooleanField(default=True)

    class Meta:
        """Read by bedspace."""

        indexes = [models.Index(fields=["bedspace"], name="placements_occupation_bed")]

    def __str__(self) -> str:
        """Say why and over which days."""
        return f"{self.kind} {self.span}"
