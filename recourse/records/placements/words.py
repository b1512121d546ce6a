"""The coded reasons of offers and stays, in plain words."""

from django.db import models


class Decline(models.TextChoices):
    """Why a person says no to a bed."""

    TOO_FAR = "too_far", "Too far from where they need to be"
    NOT_SAFE = "not_safe", "Would not feel safe there"
    SHARING = "sharing", "Does not want to share"
    NOT_SUITABLE = "not_suitable", "Does not suit their health or family"
    WANTS_OTHER = "wants_other", "Waits for something else"
    FOUND_OTHER = "found_other", "Has found another place"
    COULD_NOT_REACH = "could_not_reach", "We could not reach them"
    RATHER_NOT_SAY = "rather_not_say", "Would rather not say"
    OTHER = "other", "Something else"


class Ending(models.TextChoices):
    """How a stay ended."""

    PLANNED = "planned", "As planned"
    EARLY_BY_PERSON = "early_by_person", "Early: they chose to leave"
    EARLY_BY_SCHEME = "early_by_scheme", "Early: the scheme ended it"
    EARLY_BY_OWNER = "early_by_owner", "Early: the owner or the host wanted the home back"
    EARLY_BY_COUNCIL = "early_by_council", "Early: the council stopped paying"
    ABANDONED = "abandoned", "They did not come back"
    NEVER_CAME = "never_came", "They never moved in"
    DIED = "died", "They died"


#: The ends that somebody must explain.
EARLY = (Ending.EARLY_BY_PERSON, Ending.EARLY_BY_SCHEME, Ending.EARLY_BY_OWNER, Ending.EARLY_BY_COUNCIL)


class Course(models.TextChoices):
    """What is kept of the course of a stay."""

    LOOKED = "looked", "Looked at together"
    LONGER = "longer", "Made longer"
    NOTICE = "notice", "Notice given"
    INCIDENT = "incident", "Something happened"
    ARRANGED = "arranged", "Meeting arranged"
    MET = "met", "Met"
    AGREED = "agreed", "Paper signed"
    PAYS = "pays", "Who pays for the room"
    CHECKED = "checked", "Right to rent looked at"
    MOVE_ON = "move_on", "Move-on plan"


class Meeting(models.TextChoices):
    """How a meeting before a stay went."""

    WELL = "well", "They want to go on"
    UNSURE = "unsure", "They want to think about it"
    NOT = "not", "They do not want to go on"


class Signed(models.TextChoices):
    """Which paper was signed."""

    LICENCE = "licence", "A licence"
    LICENCE_AND_RULES = "licence_and_rules", "A licence and the house rules"
    TENANCY = "tenancy", "A tenancy agreement"


class Payer(models.TextChoices):
    """Who pays for the room of a stay."""

    FREE = "free", "Nobody: it is free"
    PAYING = "paying", "Whoever lives there"
    COUNCIL = "council", "A council"


class Found(models.TextChoices):
    """What came of looking at the right to rent."""

    NOT_NEEDED = "not_needed", "No check is needed here"
    HAS_IT = "has_it", "They have it, with no end"
    HAS_IT_UNTIL = "has_it_until", "They have it until a day"
    NOT_SHOWN = "not_shown", "It could not be shown"


class MovedTo(models.TextChoices):
    """Where a person went when a stay ended."""

    OWN_TENANCY = "own_tenancy", "A tenancy of their own"
    COUNCIL = "council", "A council's accommodation"
    ASYLUM_SUPPORT = "asylum_support", "Asylum support"
    FRIENDS = "friends", "Friends or family"
    ANOTHER_SCHEME = "another_scheme", "Another scheme"
    ANOTHER_BED = "another_bed", "Another bed of this scheme"
    ABROAD = "abroad", "Another country, by their own choice"
    STREET = "street", "The street"
    NOT_KNOWN = "not_known", "Not known"
