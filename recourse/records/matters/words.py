"""The words of tasks, and the closed list of why a step could not be taken."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    GIVEN_UP = "given_up", "Given up"


class Why(models.TextChoices):
    """Why a step could not be taken."""

    NO_ADVISER = "no_adviser", "No adviser had room"
    NO_LEGAL_AID = "no_legal_aid", "No legal aid for it"
    NO_INTERPRETER = "no_interpreter", "No interpreter"
    NO_PAPERS = "no_papers", "Papers are missing"
    FEE = "fee", "The fee cannot be paid, and there is no waiver"
    REFUSED = "refused", "The service said no"
    NOT_WANTED = "not_wanted", "The person did not want it"
    NOT_FOUND = "not_found", "The person was not found"
    NO_CONSENT = "no_consent", "The person did not agree"
    LETTER = "letter", "A letter did not reach them"
    BED_LOST = "bed_lost", "They lost their bed"
    OTHER = "other", "Something else"
