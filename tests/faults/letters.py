"""Writing against a refusal, and what a manager says for it, act by act."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any
from unittest import mock

from recourse.records.directory import actions as directory
from recourse.records.disclosures import actions as disclosures
from recourse.records.papers import actions as papers
from recourse.records.papers import setting
from recourse.records.people.models import Consent
from recourse.records.refusals import actions as refusals
from recourse.records.refusals.models import Refusal
from tests.faults.wrenfield import Wrenfield
from tests.personas import MONDAY, TODAY, as_
from tests.records.refusals import prepared

SAID = prepared.SAID


def refusing(here: Wrenfield) -> None:
    noor = here.by(here.town.noor)
    what: dict[str, Any] = {"kind": "treatment", "because": "status", "refused_on": TODAY}
    to = {"to_name": "Stone Street", "to_address": "2 Stone Street"}
    one: Refusal = noor("refusals.begin", refusals.begin, here.amina, **what, **to)
    noor("refusals.take_back", refusals.take_back, one)
    one = noor("refusals.begin", refusals.begin, here.amina, **what, **to)
    noor("refusals.agree", refusals.agree, one, fields=["name"], **SAID)
    answer = {"answer_to": "1 Mill Lane", "answer_by": TODAY + timedelta(days=14)}
    noor("refusals.write", refusals.write, one, told=[prepared.NAME], **answer)
    with as_(here.town.noor):
        seen = prepared.seen(one, here.town.noor)
    # The PDF is set once, in its helper: that sends nothing to the database.
    with mock.patch.object(setting, "pdf", cache(setting.pdf)):
        noor("refusals.make", refusals.make, one, seen=seen)
    noor("papers.keep_of_a_stay", papers.keep_of_a_stay, here.amina, content=b"%PDF", note="Licence")
    noor("papers.keep_sent", papers.keep_sent, here.amina, content=b"%PDF", pages=1, note="")
    another = prepared.ready(here.amina, here.town.noor, at=MONDAY, to_name="Another service")
    with as_(here.town.noor):
        consent = Consent.objects.get(pk=another.consent_id)
    left = {"refusal": another.pk, "fields": ["name"], "consent": consent, "status_consent": None}
    noor("disclosures.tell_by_letter", disclosures.tell_by_letter, here.amina, content=b"%PDF", **left)


def answering(here: Wrenfield) -> None:
    max_ = here.by(here.manager("Max Answers"))
    agency = here.town.outreach.agency
    max_("directory.say_where_to_answer", directory.say_where_to_answer, agency, words="1 Mill Lane")


PARTS = (refusing, answering)
