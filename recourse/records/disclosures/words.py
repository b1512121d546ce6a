"""The words of disclosures: to whom, how, and who may give independent immigration advice."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

ADVICE_LASTS = timedelta(days=30)
CONSENT_LASTS = timedelta(days=31)
SHEET_STAYS = timedelta(minutes=10)


class Recipient(models.TextChoices):
    """To whom something left."""

    AUTHORITY = "authority", "The Home Office or another enforcement body"
    SERVICE = "service", "A service"
    PERSON = "person", "The person themselves"
    BODY = "body", "Whoever a letter against a refusal went to"


class HowItLeft(models.TextChoices):
    """How something left."""

    SHEET = "sheet", "On a printed sheet"
    SHARE = "share", "Shown to the service here"
    REFERRAL = "referral", "In a referral"
    EMERGENCY = "emergency", "Opened in an emergency, without asking"
    PAPER = "paper", "Their statement, on paper"
    DATA = "data", "Their statement, as data"
    LETTER = "letter", "In a letter against a refusal"


class Had(models.TextChoices):
    """Whether independent immigration advice was had."""

    HAD = "had", "They had advice"
    DECLINED = "declined", "They were offered advice and do not want it"


class Regulated(models.TextChoices):
    """Who may give immigration advice (Immigration and Asylum Act 1999, section 84)."""

    IAA_1 = "iaa_1", "Registered adviser, level 1"
    IAA_2 = "iaa_2", "Registered adviser, level 2"
    IAA_3 = "iaa_3", "Registered adviser, level 3"
    SOLICITOR = "solicitor", "Solicitor"
    BARRISTER = "barrister", "Barrister"
    CILEX = "cilex", "Chartered legal executive"
