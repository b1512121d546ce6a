"""Asks the rulebook whether a letter may go to an enforcement body: one wall for them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from recourse.reasoning import rulebook
from recourse.records.directory.models import Organisation
from recourse.records.directory.words import OrganisationKind
from recourse.records.disclosures.models import Letter
from recourse.records.disclosures.words import Had
from recourse.records.people.models import Consent
from recourse.records.people.words import Checked

MAY_SEND = "may_send_home_office"
IN_DOUBT = "It may be sent, but whether the agreement holds is in doubt."
_ORGANISATIONS = {
    OrganisationKind.COUNCIL: "council",
    OrganisationKind.HOUSING_ASSOCIATION: "housing_association",
    OrganisationKind.ADVICE: "adviser_firm",
}


@dataclass(frozen=True, slots=True)
class Gate:
    """What the rulebook says of sending: open or not, in which words, what is argued, in which edition."""

    is_open: bool
    outcome: str
    says: str
    argued: tuple[str, ...]
    edition: str


def ask(letter: Letter, *, organisation: Organisation, on: date) -> Gate:
    """Whether the letter may go on a day; what is only argued in law is told and does not stop it."""
    book = rulebook.england()
    told = rulebook.answer(book, known(letter, organisation=organisation), as_at=on, only=(MAY_SEND,))
    found = told.outcomes[MAY_SEND]
    is_argued = found.outcome == "depends" and bool(found.contested) and not found.missing
    return Gate(
        is_open=found.outcome == "true" or is_argued,
        outcome=found.outcome,
        says=IN_DOUBT if is_argued else found.says,
        argued=tuple(found.contested.values()) if is_argued else (),
        edition=book.edition,
    )


def known(letter: Letter, *, organisation: Organisation) -> dict[str, Any]:
    """What the rulebook is told: the agreement, the advice, and that no law makes anybody send it."""
    consents = [one for one in (letter.consent, letter.status_consent) if one is not None]
    agreed_to = {field for one in consents for field in one.fields}
    return {
        "recipient": "home_office",
        "actor_org_type": _ORGANISATIONS.get(OrganisationKind(organisation.kind), "charity"),
        "statutory_duty": False,
        "outcomes_explained_incl_removal": letter.outcomes_read_at is not None,
        "fields_within_consent": bool(letter.fields) and set(letter.fields) <= agreed_to,
        "open_objection": letter.withdrawn_at is not None,
        **_agreement(consents),
        **_advice(letter),
    }


def _agreement(consents: list[Consent]) -> dict[str, Any]:
    stands = bool(consents)
    return {
        "consent_recorded": stands,
        "consent_explicit": stands,
        "consent_scope": ["recipient", "purpose", "fields"] if stands else ["none"],
        "consent_until": min((one.after_last_day - timedelta(days=1) for one in consents), default=None),
        "withdrawn": any(one.withdrawn_at is not None for one in consents),
        "service_conditional": not all(Checked.NO_CONDITION in one.checked for one in consents),
        "consent_capacity": all(Checked.CAN_DECIDE in one.checked for one in consents),
        "language_understood": all(Checked.UNDERSTOOD in one.checked for one in consents),
        "asker_controls_bed": any(one.is_doubtful for one in consents),
    }


def _advice(letter: Letter) -> dict[str, Any]:
    advice = letter.advice
    if advice is None:
        return {"advice_given": False, "advice_declined": False}
    return {
        "advice_given": advice.had == Had.HAD and advice.risk_explained,
        "advice_declined": advice.had == Had.DECLINED,
        "advice_date": advice.on_day,
    }
