"""The words of the directory: kinds of organisations and services, and the roles of workers."""

from __future__ import annotations

from django.db import models


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    OUTREACH = "outreach", "Outreach"
    ADVICE = "advice", "Advice"
    HOSTING = "hosting", "Hosting"
    HOUSING_ASSOCIATION = "housing_association", "Housing association"
    COUNCIL = "council", "Council"
    COMMISSIONER = "commissioner", "Commissioner"
    TREATMENT = "treatment", "Treatment"
    OTHER = "other", "Other"
    AUTHORITY = "authority", "Home Office, police or other enforcement"


class ServiceKind(models.TextChoices):
    """What a service does."""

    OUTREACH = "outreach", "Outreach"
    ENTITLEMENT = "entitlement", "Entitlement advice"
    LINK = "link", "Link work"
    HOSTING = "hosting", "Hosting"
    HOUSING = "housing", "Housing"
    LEGAL = "legal", "Legal advice"
    TREATMENT = "treatment", "Drug and alcohol treatment"
    COMMISSIONING = "commissioning", "Commissioning"
    DAY_CENTRE = "day_centre", "Day centre"


class Role(models.TextChoices):
    """What a worker is employed to do."""

    OUTREACH = "outreach", "Outreach worker"
    ENTITLEMENT = "entitlement", "Entitlement specialist"
    LINK = "link", "Link worker"
    MANAGER = "manager", "Manager"
    COMMISSIONER = "commissioner", "Commissioner"
    LANDLORD = "landlord", "Landlord’s worker"


#: They see numbers, and nobody's page.
WITHOUT_PEOPLE = (Role.COMMISSIONER, Role.LANDLORD)
