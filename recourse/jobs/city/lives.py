"""Invented people, with statuses and needs in the proportions that have been published.

Sources of the proportions: CHAIN annual report 2023-24 (84 in 100 men; 79 in 100 aged 26 to 55; of people
not from the United Kingdom about half European; 17 in 100 of the newly arrived had left asylum support;
three in four with a support need) and the NACCOM survey 2024-25 (45 in 100 of people housed were refugees,
a third without recourse to public funds).
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

_SURNAMES = (
    "Example",
    "Sample",
    "Testcase",
    "Madeup",
    "Pretend",
    "Fictional",
    "Placeholder",
    "Specimen",
    "Notreal",
    "Demoson",
    "Invented",
    "Dummy",
    "Mockup",
    "Nobody",
    "Imaginary",
    "Storybook",
    "Makebelieve",
    "Fabricated",
    "Notional",
    "Unreal",
)
_ORIGINS = {
    "horn": (
        ("Amina", "Selam", "Hiwot", "Feven", "Saba"),
        ("Yonas", "Dawit", "Robel", "Abdi", "Mulugeta", "Samuel"),
        ("Tigrinya", "Amharic", "Somali"),
    ),
    "sudan": (("Mariam", "Huda", "Amal"), ("Yusuf", "Omar", "Bashir", "Idris", "Haroun"), ("Arabic",)),
    "asia": (
        ("Parisa", "Zahra", "Nasrin", "Farida"),
        ("Reza", "Karim", "Hamid", "Navid", "Aziz", "Imran"),
        ("Farsi", "Pashto", "Urdu", "Kurdish Sorani"),
    ),
    "west": (
        ("Grace", "Mercy", "Blessing"),
        ("Kofi", "Emeka", "Lamin", "Kwame", "Musa"),
        ("English", "Twi", "French"),
    ),
    "east": (
        ("Danuta", "Ioana", "Elena", "Ines"),
        ("Tomasz", "Marius", "Ionut", "Piotr", "Vasile", "Georgi", "Andrei"),
        ("Polish", "Romanian", "Bulgarian", "Romani"),
    ),
    "here": (("Kelly", "Donna"), ("Darren", "Lee", "Winston", "Mick"), ("English",)),
    "far": (("Luz", "Mei"), ("Duc", "Jose", "Anil", "Leroy"), ("Vietnamese", "Spanish", "English")),
}
_NICKNAMES = (
    "Blue Hat",
    "The Professor",
    "Smiler",
    "Red Coat",
    "Whistler",
    "Two Bags",
    "Old Joe",
    "Mister Tea",
)
PLACES = (
    "Mill Bridge car park",
    "Bus station, bay 9",
    "Quayside steps",
    "St Osyth's porch",
    "Northgate underpass",
    "Kiln Lane yard",
    "Behind the market",
    "Station forecourt",
    "River path by the lock",
    "A friend's floor",
    "Night buses",
)

#: status code, where such people tend to come from, weight in a thousand
_STATUSES = (
    ("REFUGEE", ("horn", "sudan", "asia"), 190),
    ("ARE_SINGLE", ("horn", "sudan", "asia", "west"), 150),
    ("EUSS_PRESETTLED", ("east",), 140),
    ("EEA_NO_STATUS", ("east",), 90),
    ("OVERSTAYER", ("west", "far", "asia"), 80),
    ("ASYLUM_SEEKER", ("horn", "sudan", "asia"), 75),
    ("UNKNOWN", ("east", "far", "west", "horn"), 70),
    ("FURTHER_SUBS", ("horn", "asia"), 50),
    ("EUSS_SETTLED", ("east",), 40),
    ("LLR_FAMILY_NRPF", ("west", "far"), 30),
    ("GB_IE", ("here",), 25),
    ("ILR", ("west", "far"), 20),
    ("NRM_NO_LEAVE", ("far", "east"), 15),
    ("UKR_SCHEME", ("east",), 10),
    ("HP", ("asia",), 8),
    ("MVDAC", ("asia", "west"), 7),
)


class Life(NamedTuple):
    """One invented person: what is true of them, whether or not a worker ever learns it."""

    name: str
    nickname: str
    woman: bool
    language: str
    place: str
    born_on: date
    facts: dict[str, object]
    needs_step_free: bool


def invent(dice: Random, *, on: date) -> Life:
    """Invent one person as they are on a day."""
    code, origins, _ = dice.choices(_STATUSES, weights=[weight for *_, weight in _STATUSES])[0]
    women, men, languages = _ORIGINS[dice.choice(origins)]
    woman = dice.random() < (0.95 if code == "MVDAC" else 0.16)
    age = dice.randint(26, 55) if dice.random() < 0.79 else dice.choice((*range(19, 26), *range(56, 72)))
    born_on = on - timedelta(days=int(age * 365.25) + dice.randint(0, 360))
    return Life(
        name=f"{dice.choice(women if woman else men)} {dice.choice(_SURNAMES)}",
        nickname=dice.choice(_NICKNAMES) if dice.random() < 0.12 else "",
        woman=woman,
        language=dice.choice(languages),
        place=dice.choice(PLACES),
        born_on=born_on,
        facts=_facts(dice, code, woman=woman, on=on),
        needs_step_free=dice.random() < 0.06,
    )


def _facts(dice: Random, code: str, *, woman: bool, on: date) -> dict[str, object]:
    facts: dict[str, object] = {"status_code": code, **_STATUS_FACTS.get(code, _none)(dice, on)}
    sleeps_out = dice.random() < 0.7
    facts |= {
        "rough_sleeping": sleeps_out,
        "homeless_now": True if sleeps_out else dice.random() < 0.6,
        "destitute": dice.random() < 0.85,
        "habitually_resident_cta": dice.random() < 0.8,
        "has_physical_or_mental_impairment_or_illness": dice.random() < 0.5,
        "domestic_abuse_victim": dice.random() < (0.3 if woman else 0.03),
        "pregnant": woman and dice.random() < 0.06,
        "dependent_children": [{"age": dice.randint(1, 15)}]
        if dice.random() < (0.2 if woman else 0.03)
        else [],
    }
    if facts["has_physical_or_mental_impairment_or_illness"] and dice.random() < 0.4:
        facts["eligible_outcomes_not_achieved"] = dice.randint(0, 5)
        facts["significant_wellbeing_impact"] = dice.random() < 0.7
    return facts


def _none(dice: Random, on: date) -> dict[str, object]:
    return {}


def _refugee(dice: Random, on: date) -> dict[str, object]:
    granted = on - timedelta(days=dice.randint(3, 120))
    return {"grant_notified": granted.isoformat(), "leave_from": granted.isoformat()}


def _refused(dice: Random, on: date) -> dict[str, object]:
    return {
        "further_submissions": dice.choice(("none", "being_prepared", "none")),
        "fit_to_travel": dice.random() < 0.85,
        "taking_all_reasonable_steps_to_leave": dice.random() < 0.05,
    }


def _presettled(dice: Random, on: date) -> dict[str, object]:
    return {
        "rtr_category": [dice.choice(("jobseeker", "worker", "none", "retained_worker"))],
        "euss_residence_last_60m_months": dice.randint(4, 60),
        "dignity_risk_if_refused": dice.random() < 0.6,
    }


def _without_status(dice: Random, on: date) -> dict[str, object]:
    return {"resident_uk_31dec2020": dice.random() < 0.7, "legal_barrier_to_return": dice.random() < 0.6}


def _overstayer(dice: Random, on: date) -> dict[str, object]:
    return {
        "legal_barrier_to_return": dice.random() < 0.3,
        "practical_barrier_to_return": dice.random() < 0.2,
        "return_breaches_hr": dice.random() < 0.2,
    }


def _lodged(dice: Random, on: date) -> dict[str, object]:
    return {"further_submissions": "lodged_pending"}


_STATUS_FACTS = {
    "REFUGEE": _refugee,
    "HP": _refugee,
    "ARE_SINGLE": _refused,
    "FURTHER_SUBS": _lodged,
    "EUSS_PRESETTLED": _presettled,
    "EEA_NO_STATUS": _without_status,
    "OVERSTAYER": _overstayer,
}
