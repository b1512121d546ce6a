"""The part of the day in which a plan is kept and answered to, and its steps are done or cannot be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from recourse.records.advice import actions as advice
from recourse.records.advice import planning
from recourse.records.disclosures import actions as disclosures
from recourse.records.matters import actions as matters
from recourse.records.matters.models import Task
from recourse.records.matters.words import Why
from recourse.records.people.words import Checked
from tests import personas
from tests.faults.wrenfield import Wrenfield
from tests.personas import TODAY, as_
from tests.records.disclosures import prepared as disclosed

TOMORROW = TODAY + timedelta(days=1)
IN_A_WEEK = TODAY + timedelta(days=7)
SAID: dict[str, Any] = {
    "language": "Tigrinya",
    "how": "interpreter_by_phone",
    "through": "Selam, interpreter 4471",
    "says": "some",
    "words": "The adviser first.",
}
TO_AN_APPLICATION: dict[str, Any] = {
    "adviser": "Ines Invented, Law Desk",
    "regulated_as": "solicitor",
    "risk_explained": True,
    "on_day": TODAY,
    "words": "Read aloud.",
    "said": "Yes, the lawyer.",
    "signed": True,
    "language": "Tigrinya",
    "checked": Checked.values,
}


def advising(here: Wrenfield) -> None:
    """Noor keeps Amina's plan; the next day's is kept together with what Amina says to it."""
    noor = here.by(here.town.noor)

    def seen(on: date) -> dict[str, Any]:
        with as_(here.town.noor):
            return {"seen": planning.make(here.amina, on=on).sign, "as_at": on}

    noor("advice.keep_plan", advice.keep_plan, here.amina, **seen(TODAY))
    noor("advice.hear", advice.hear, here.amina, **seen(TOMORROW), **SAID)
    agreed = {"to": disclosed.home_office(), **TO_AN_APPLICATION}
    act = "disclosures.agree_to_application"
    noor(act, disclosures.agree_to_application, here.amina, **agreed)


def doing(here: Wrenfield) -> None:
    """A step becomes a task, is taken over, put off and done; another is given up, and why is kept."""
    noor, outreach = here.by(here.town.noor), here.town.outreach
    cole = personas.colleague(outreach.agency, [outreach.service], name="Cole League", role="outreach")

    def made(**step: str) -> Task:
        words = {"says": "Find an adviser.", "until": TOMORROW, "worker": here.town.noor}
        task: Task = noor("matters.make", matters.make, here.amina, **words, **step)
        return task

    task = made(route="R-PL-20", step="adviser")
    here.by(cole)("matters.take", matters.take, task)
    noor("matters.put_off", matters.put_off, task, until=IN_A_WEEK, why="She was ill.")
    noor("matters.finish", matters.finish, task)
    noor("matters.give_up", matters.give_up, made(), why="No adviser had room.")
    noor("matters.say_why", matters.say_why, here.amina, why=Why.NO_ADVISER, note="Rang three.")


PARTS = (advising, doing)
