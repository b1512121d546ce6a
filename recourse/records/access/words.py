"""The words of access: by what somebody proves who they are."""

from __future__ import annotations

from uuid import UUID

from django.db import models

# The chain of the installation itself, for what happens at its door to nobody it knows.
INSTALLATION = UUID("00000000-0000-0000-0000-000000000001")
ITS_NAME = "the installation itself"


class Level(models.TextChoices):
    """At which level somebody may give immigration advice (Immigration and Asylum Act 1999, section 84)."""

    IAA_1 = "iaa_1", "Registered adviser, level 1"
    IAA_2 = "iaa_2", "Registered adviser, level 2"
    IAA_3 = "iaa_3", "Registered adviser, level 3"
    SOLICITOR = "solicitor", "Solicitor"
    BARRISTER = "barrister", "Barrister"
    CILEX = "cilex", "Chartered legal executive, with immigration rights"


class Body(models.TextChoices):
    """Who regulates an adviser."""

    IAA = "iaa", "Immigration Advice Authority"
    SRA = "sra", "Solicitors Regulation Authority"
    BSB = "bsb", "Bar Standards Board"
    CILEX = "cilex", "CILEX Regulation"


REGULATED_BY = {
    Level.IAA_1: Body.IAA,
    Level.IAA_2: Body.IAA,
    Level.IAA_3: Body.IAA,
    Level.SOLICITOR: Body.SRA,
    Level.BARRISTER: Body.BSB,
    Level.CILEX: Body.CILEX,
}


class Category(models.TextChoices):
    """On what an adviser is registered to advise."""

    IMMIGRATION = "immigration", "Immigration"
    ASYLUM = "asylum", "Asylum and protection"
    EUSS = "euss", "The EU Settlement Scheme alone"


class Proof(models.TextChoices):
    """By what somebody proved who they are."""

    PASSKEY = "passkey", "Passkey"
    PASSWORD = "password", "Password"
    CODE = "code", "Code from an app"
    RECOVERY = "recovery", "Recovery code"
    INVITATION = "invitation", "Invitation"
