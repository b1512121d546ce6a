"""The words of advice: what a person says to a plan."""

from django.db import models


class Says(models.TextChoices):
    """What a person says to the steps they heard."""

    ALL = "all", "They want these steps"
    SOME = "some", "They want some of them"
    NOT_NOW = "not_now", "They want none of them now"
