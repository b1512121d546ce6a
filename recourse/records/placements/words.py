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
    ABANDONED = "abandoned", "They did not come back"
    NEVER_CAME = "never_came", "They never moved in"
    DIED = "died", "They died"


class Course(models.TextChoices):
    """What is kept of the course of a stay."""

    LOOKED = "looked", "Looked at together"
    LONGER = "longer", "Made longer"
    NOTICE = "notice", "Notice given"
    INCIDENT = "incident", "Something happened"


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
