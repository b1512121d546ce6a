"""The coded reasons, next steps and dispositions of referrals, in plain words."""

from django.db import models


class Refusal(models.TextChoices):
    """Why a service says no."""

    NO_SPACE = "no_space", "No space now"
    NOT_WHO_WE_HELP = "not_who_we_help", "Not somebody this service is for"
    NOT_ELIGIBLE = "not_eligible", "Not eligible for what was asked"
    NEEDS_TOO_HIGH = "needs_too_high", "We cannot meet their needs safely"
    OUT_OF_AREA = "out_of_area", "Outside our area"
    ALREADY_HELPED = "already_helped", "We already help them with this"
    COULD_NOT_REACH = "could_not_reach", "We could not reach them"
    OTHER = "other", "Something else"


class NextStep(models.TextChoices):
    """What the sender can do after a refusal."""

    ANOTHER_SERVICE = "another_service", "Refer to another service"
    ASK_AGAIN = "ask_again", "Refer to us again later"
    ASK_ADVISER = "ask_adviser", "Ask an adviser about it"
    FIND_OUT = "find_out", "Find out more first, then refer again"
    SELF = "self", "They can come to us by themselves"
    CARRY_ON = "carry_on", "Go on with what is already being done"


class Disposition(models.TextChoices):
    """How a referral ended."""

    HELPED = "helped", "They got the help that was asked for"
    HELPED_IN_PART = "helped_in_part", "They got part of it"
    HELPED_ELSEWHERE = "helped_elsewhere", "They got the help somewhere else"
    REFERRED_ELSEWHERE = "referred_elsewhere", "Referred to another service instead"
    NOT_TAKEN_UP = "not_taken_up", "They did not take it up"
    LOST_CONTACT = "lost_contact", "We lost contact with them"
    NOT_HELPED = "not_helped", "Nobody could help with it"
    TAKEN_BACK = "taken_back", "Taken back before an answer"
