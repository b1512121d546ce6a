"""An answer, frozen as it was given, and the grounds it stood on."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from recourse.records.advice.words import Says
from recourse.records.people.words import How
from recourse.records.sealing.fields import SealedJSON, SealedText


class Answer(models.Model):
    """What the rulebook said about a person on a day: outcomes and headlines, without the grounds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="answers")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, default="answers", editable=False)
    about = models.CharField(max_length=60)
    as_at = models.DateField()
    edition = models.CharField(max_length=80)
    snapshot = models.JSONField()
    tally = models.JSONField(default=dict)
    asked_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["person", "-asked_at"], name="answer_person_asked")]

    def __str__(self) -> str:
        return f"{self.about} on {self.as_at}"


class Grounds(models.Model):
    """Why: the reasons of the outcomes that rest on the same fields, seen only by who may see all of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="grounds")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=20))
    why = SealedJSON()

    class Meta:
        verbose_name_plural = "grounds"

    def __str__(self) -> str:
        return f"grounds of {self.answer_id} on {', '.join(self.fields)}"


class Plan(models.Model):
    """A plan as it stood on its day: how many routes stand how; which ones, its parts say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, default="answers", editable=False)
    as_at = models.DateField()
    edition = models.CharField(max_length=80)
    tally = models.JSONField(default=dict)
    sign = models.CharField(max_length=64)
    made_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["person", "-made_at"], name="advice_plan_person_made")]

    def __str__(self) -> str:
        return f"plan of {self.as_at}"


class PlanPart(models.Model):
    """The routes of a plan that rest on the same fields, seen only by who may see all of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=20))
    says = SealedJSON()

    def __str__(self) -> str:
        return f"part of {self.plan_id} on {', '.join(self.fields)}"


class Word(models.Model):
    """What a person said to a plan: heard in their language, through whom, in their own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="words")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20, default="notes", editable=False)
    language = SealedText()
    how = models.CharField(max_length=30, choices=How)
    through = SealedText(default="")
    says = models.CharField(max_length=10, choices=Says)
    words = SealedText()
    about_return = SealedText(default="")
    recorded_by = models.ForeignKey("directory.Worker", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-id"]

    def __str__(self) -> str:
        return f"heard on {self.recorded_at:%d %B %Y}"
