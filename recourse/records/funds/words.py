"""The coded words of money: what is paid for, how often, and what a funder's grant is for."""

from django.db import models


class What(models.TextChoices):
    """What a cost is for."""

    RENT = "rent", "Rent to the owner"
    BILLS = "bills", "Bills: fuel, water, council tax"
    REPAIRS = "repairs", "Repairs"
    INSURANCE = "insurance", "Insurance"
    STAFF = "staff", "The people who run it"
    PEOPLE = "people", "Grants to people"
    OTHER = "other", "Something else"


#: What a manager writes down; the others come from leases and from grants to people.
WRITTEN = (What.BILLS, What.REPAIRS, What.INSURANCE, What.STAFF, What.RENT, What.OTHER)


class Often(models.TextChoices):
    """How often something is paid."""

    ONCE = "once", "Once"
    WEEK = "week", "Every week"
    MONTH = "month", "Every month"
    YEAR = "year", "Every year"


class Cycle(models.IntegerChoices):
    """How many days lie between two payments to a person."""

    WEEKLY = 7, "Every week"
    FORTNIGHTLY = 14, "Every two weeks"


class PaysFor(models.TextChoices):
    """What a funder's grant pays for."""

    ALL = "all", "The scheme as a whole"
    HOUSE = "house", "One house"
    KIND = "kind", "Rooms of one kind"
    PEOPLE = "people", "Grants to people"
