"""The words of refusals: what was refused, the reason that was given, and what a letter asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import models

AGREEMENT_LASTS = timedelta(days=31)
USUAL_DAYS = timedelta(days=14)
LONGEST_DAYS = timedelta(days=60)
OLDEST = timedelta(days=366)


class Kind(models.TextChoices):
    """What was refused."""

    TREATMENT = "treatment", "Drug or alcohol treatment in the community"
    HARM_REDUCTION = "harm_reduction", "Needle exchange, naloxone or drug outreach"
    DETOX = "detox", "Detox in the community"
    DAY_PROGRAMME = "day_programme", "A structured day programme"
    ADVICE = "advice", "Housing advice from the council"
    DOCTOR = "doctor", "Registering with a family doctor (GP)"
    EMERGENCY = "emergency", "Accident and emergency"
    LISTED = "listed", "Tests or treatment for HIV, TB, hepatitis and the like"


class Because(models.TextChoices):
    """The reason that was given."""

    STATUS = "status", "They asked about immigration status, or for proof of it"
    FUNDS = "funds", "They said: no recourse to public funds"
    PAPERS = "papers", "They asked for identity papers, or proof of address"
    CHARGE = "charge", "They said it must be paid for, or sent a bill"
    OTHER = "other", "Another reason, such as: full, another area, a clinician’s view, or none given"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a letter of one kind rests on in the rulebook, whom it goes to, and what it asks for."""

    key: str
    whom: str
    thing: str
    ask: str
    besides: str = ""
    other: str = ""


_TREAT = "Assess them, and tell us the day on which treatment can begin."
WANTED: dict[Kind, Wanted] = {
    Kind.TREATMENT: Wanted(
        "sm_community", "The drug and alcohol service", "drug or alcohol treatment in the community", _TREAT,
        besides="is_public_fund_nhs",
    ),
    Kind.HARM_REDUCTION: Wanted(
        "sm_harm_reduction", "The service or pharmacy", "needle exchange, naloxone or drug outreach",
        "Let them use it from now on, and tell us that they can.", besides="is_public_fund_nhs",
    ),
    Kind.DETOX: Wanted(
        "sm_community_detox", "The drug and alcohol service", "detox in the community",
        "Have a clinician look at whether it is safe for them, and tell us the day of the assessment.",
        besides="is_public_fund_nhs",
    ),
    Kind.DAY_PROGRAMME: Wanted(
        "sm_day_rehab", "The drug and alcohol service", "a structured day programme", _TREAT,
        besides="is_public_fund_nhs",
    ),
    Kind.ADVICE: Wanted(
        "advice_s179", "The council", "advice and information about homelessness",
        "Give them advice and information, free of charge, and tell us when and from whom.",
    ),
    Kind.DOCTOR: Wanted(
        "nhs_gp", "The practice", "registration with a family doctor",
        "Register them, and tell us that you have.", besides="is_public_fund_nhs", other="lawful_refusal",
    ),
    Kind.EMERGENCY: Wanted(
        "nhs_ae", "The hospital", "accident and emergency care",
        "Give this care without a charge. If a bill was sent for it, cancel it, and tell us that you have.",
        besides="is_public_fund_nhs",
    ),
    Kind.LISTED: Wanted(
        "nhs_sch1", "The hospital or clinic", "tests or treatment for a listed disease",
        "Give this care without a charge. If a bill was sent for it, cancel it, and tell us that you have.",
        besides="is_public_fund_nhs",
    ),
}  # fmt: skip

#: What was said or done, as the letter tells it, and what the letter asks instead.
SAID: dict[Because, tuple[str, str]] = {
    Because.STATUS: (
        "you asked about immigration status, or for proof of it",
        "Do not ask about immigration status, or for proof of it, before you help with this.",
    ),
    Because.FUNDS: (
        "you gave “no recourse to public funds” as the reason",
        "Do not give “no recourse to public funds” as a reason to refuse this.",
    ),
    Because.PAPERS: (
        "you asked for identity papers, or for proof of address",
        "Do not make identity papers, or proof of address, a condition of this.",
    ),
    Because.CHARGE: (
        "you said that it must be paid for, or sent a bill",
        "Do not ask for money for this.",
    ),
}
