"""What can be said to a plan, in plain words."""

from django.db import models


class Said(models.TextChoices):
    """A word that changes the plan."""

    NO = "no", "Not this house"
    PIN = "pin", "Pinned to a bed"


class Order(models.TextChoices):
    """By what those who could be chosen stood in order when a decision was made."""

    CRITERIA = "criteria", "The published criteria"
    PRICES = "prices", "The published criteria, less what people expected would lose"
    WAIT = "wait", "The wait alone"
