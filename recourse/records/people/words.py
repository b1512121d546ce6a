"""The words of people: why something is not known, and how somebody agreed."""

from __future__ import annotations

from django.db import models


class WhyNotKnown(models.TextChoices):
    """Why something about a person is not known."""

    NOT_ASKED = "not_asked", "Not asked yet"
    DOES_NOT_KNOW = "does_not_know", "Does not know"
    DECLINED = "declined", "Would rather not say"
    NOT_YET_DECIDED = "not_yet_decided", "Not decided yet"
    CONTESTED = "contested", "The law is disputed"


class How(models.TextChoices):
    """How a person agreed."""

    SPOKEN = "spoken", "They said so"
    WRITTEN = "written", "They signed"
    INTERPRETER_BY_PHONE = "interpreter_by_phone", "Through an interpreter by phone"
    INTERPRETER_PRESENT = "interpreter_present", "Through an interpreter who was there"


class Checked(models.TextChoices):
    """What a worker makes sure of before recording that somebody agreed."""

    UNDERSTOOD = "understood", "They understood the language it was read in"
    NO_CONDITION = "no_condition", "They know that help does not depend on it"
    CAN_DECIDE = "can_decide", "They can decide this for themselves today"


class Freely(models.TextChoices):
    """Whether somebody could say no: in doubt where whoever asks also controls a bed."""

    YES = "yes", "Freely given"
    DOUBTFUL = "doubtful", "In doubt: whoever asked also controls beds"


class ForWhat(models.TextChoices):
    """What somebody agreed to something for: sharing with a service, a letter, or an enforcement body."""

    SHARING = "sharing", "Sharing with a service"
    ESCALATION = "escalation", "Ask why a case is stuck"
    STATUS_CHECK = "status_check", "Ask what status they hold"
    SUPPORT = "support", "Ask about asylum support"
    APPLICATION = "application", "An application, made by their adviser"
    RETURN = "return", "Ask for help to go home, by their own choice"
    CORRECTION = "correction", "Put a mistake right"
    REPORT = "report", "Report a crime against them"
    REFUSAL = "refusal", "A letter against a refusal"


class WhyErased(models.TextChoices):
    """Why all that is kept about somebody is made unreadable."""

    ASKED = "asked", "They asked for it"
    ASKED_FOR_THEM = "asked_for_them", "Somebody who may act for them asked for it"
    UNLAWFUL = "unlawful", "It should not have been recorded"
    ORDERED = "ordered", "A court or the Information Commissioner ordered it"


class WhyNow(models.TextChoices):
    """Why somebody must see a person at once, without having been asked."""

    LIFE = "life", "Their life or health is in danger"
    VIOLENCE = "violence", "They are in danger from somebody"
    CHILD = "child", "A child is in danger"
    MISSING = "missing", "They are missing and at risk"
    HOSPITAL = "hospital", "A hospital or ambulance is with them now"


class EmergencyState(models.TextChoices):
    """How a request for sight in an emergency stands; the last two are told by the clock and never kept."""

    ASKED = "asked", "Waits for a second person"
    TAKEN_BACK = "taken_back", "Taken back"
    REFUSED = "refused", "Refused by the second person"
    NOBODY = "nobody", "Nobody has that reference"
    CONFIRMED = "confirmed", "Open"
    ENDED = "ended", "Ended early"
    LAPSED = "lapsed", "Not confirmed in time"
    EXPIRED = "expired", "Over"


class WhyClosed(models.TextChoices):
    """Why an agency closes a person's file."""

    HELPED = "helped", "They have what they came for"
    ELSEWHERE = "elsewhere", "Somebody else helps them now"
    MOVED = "moved", "They moved away"
    LOST = "lost", "Nobody has met them for a long time"
    DIED = "died", "They died"
    ASKED = "asked", "They asked for it"
