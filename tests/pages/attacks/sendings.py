"""The forms of the last rooms, each made ready to be sent by one worker while another has it open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.config.database.address import Address
from recourse.pages.homes import bringing, sheets
from recourse.records.access import actions as access
from recourse.records.access.words import Level
from recourse.records.directory.models import Worker
from recourse.records.disclosures.models import Letter
from recourse.records.keeping import actions as keeping
from recourse.records.keeping.models import Notice
from recourse.records.keeping.words import WhyHeld
from recourse.records.ledger.reads import Reading
from recourse.records.people import actions as people
from recourse.records.people.models import Emergency, Overread, Person
from recourse.records.people.words import Checked, WhyClosed, WhyErased
from tests import personas
from tests.pages.attacks import planted
from tests.personas import Agencies, as_
from tests.records.disclosures import prepared
from tests.records.papers import hostile
from tests.records.refusals import prepared as against

# Looks, and what a browser is remembered by: these follow the requests and not what was done.
NOT_COUNTED = ("access_signin", "people_seen", "ledger_head", "ledger_entry")


@dataclass
class Wrenfield:
    """The town, in a database where a commit is a commit, and those who send forms in it."""

    town: Agencies
    admin: psycopg.Connection
    max: Worker
    mia: Worker
    sol: Worker
    mo: Worker
    wards: int = 0

    def counted(self) -> Counter[str]:
        """How many rows there are of everything, and how many entries of every act that is no look."""
        names = self.admin.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        found = Counter[str]()
        for (name,) in names:
            if name not in NOT_COUNTED:
                found[name] = self.admin.execute(f"select count(*) from {name}").fetchone()[0]
        acts = self.admin.execute(
            "select act, count(*) from ledger_entry where act !~ 'look|people.list' group by act"
        )
        return found + Counter(dict(acts.fetchall()))

    def ward(self) -> personas.Desk:
        """A ward that nobody asked from yet, with Wes."""
        self.wards += 1
        name = f"Ward {self.wards}"
        return personas.desk(name, "health", name, "health", "Wes Ward", "link", at=now())

    def amina(self) -> Person:
        """Somebody new, whom Noor's agency helps."""
        return personas.amina(self.town.noor, at=now())


@dataclass
class Sending:
    """A form, who sends it, who else has it open, and what whoever is late reads."""

    there: str
    told: str
    by: Worker
    other: Worker
    sent: dict[str, Any] = field(default_factory=dict)
    page: str = ""


Case = Callable[[Wrenfield], Sending]
CASES: dict[str, Case] = {}


def case(made: Case) -> Case:
    CASES[made.__name__] = made
    return made


def wrenfield(where: Address, admin: psycopg.Connection) -> Wrenfield:
    town = personas.agencies(at=now())
    ours = town.outreach

    def also(desk: personas.Desk, name: str, role: str) -> Worker:
        return personas.colleague(desk.agency, [desk.service], name=name, role=role, at=now())

    return Wrenfield(
        town,
        admin,
        also(ours, "Max Manager", "manager"),
        also(ours, "Mia Manager", "manager"),
        also(ours, "Sol Second", "outreach"),
        also(town.hosting, "Mo Manager", "manager"),
    )


@case
def a_file_is_closed(here: Wrenfield) -> Sending:
    there = reverse("keeping:close", args=[here.amina().pk])
    sent = {"why": WhyClosed.values[0]}
    return Sending(there, "closed already", here.town.noor, here.sol, sent)


@case
def a_file_is_opened_again(here: Wrenfield) -> Sending:
    amina = here.amina()
    with as_(here.town.noor, at=now()):
        people.close(amina, why=WhyClosed.values[0], by=here.town.noor, at=now())
    there = reverse("keeping:reopen", args=[amina.pk])
    return Sending(there, "This file is open", here.town.noor, here.sol)


@case
def a_file_is_held(here: Wrenfield) -> Sending:
    there = reverse("keeping:hold", args=[here.amina().pk])
    return Sending(there, "being kept already", here.max, here.mia, {"why": WhyHeld.values[0]})


@case
def a_hold_is_lifted(here: Wrenfield) -> Sending:
    amina = here.amina()
    with as_(here.max, at=now()):
        keeping.hold(amina, why=WhyHeld.values[0], by=here.max, at=now())
    return Sending(reverse("keeping:lift", args=[amina.pk]), "Nothing keeps this file", here.max, here.mia)


@case
def somebody_is_erased(here: Wrenfield) -> Sending:
    there = reverse("people:erase", args=[here.amina().pk])
    return Sending(there, "erased", here.max, here.mia, {"why": WhyErased.values[0], "sure": "yes"})


@case
def a_notice_is_answered(here: Wrenfield) -> Sending:
    amina, pat = here.amina(), here.town.pat
    personas.agree(amina, to=here.town.hosting.service, by=here.town.noor, at=now())
    with as_(here.max, at=now()):
        keeping.erase(amina, why=WhyErased.values[0], by=here.max, at=now())
    with as_(pat, at=now()):
        notice = Notice.objects.get(person=amina.pk)
    hosting = here.town.hosting
    other = personas.colleague(
        hosting.agency, [hosting.service], name=f"Pia {amina.reference}", role="manager", at=now()
    )
    return Sending(reverse("keeping:done", args=[notice.pk]), "answered already", pat, other)


@case
def a_paper_is_kept(here: Wrenfield) -> Sending:
    there = reverse("papers:keep", args=[here.amina().pk])
    picture = SimpleUploadedFile("a.png", hostile.png())
    noor = here.town.noor
    return Sending(there, "Nothing was kept twice", noor, noor, {"kind": "tenancy", "chosen": picture})


@case
def a_paper_is_removed(here: Wrenfield) -> Sending:
    paper = planted.photographed(here.amina(), by=here.town.noor, at=now())
    there = reverse("papers:remove", args=[paper.pk])
    return Sending(there, "nothing here", here.town.noor, here.max)


def asked(here: Wrenfield) -> Emergency:
    """A question of Wes, at a ward that asked nobody before, about somebody of Noor's agency."""
    ward, words = here.ward(), {"why": "life", "words": "She fell.", "fields": ["name"]}
    whom = {"holder": here.town.outreach.agency, "reference": here.amina().reference}
    with as_(ward.worker, at=now()):
        return people.ask(**whom, **words, service=ward.service, session="wes", by=ward.worker, at=now())


def second(emergency: Emergency, name: str) -> Worker:
    """Somebody else at the ward that asked."""
    return personas.colleague(emergency.agency, [emergency.service], name=name, role="link", at=now())


@case
def an_emergency_is_asked(here: Wrenfield) -> Sending:
    town, ward = here.town, here.ward()
    other = personas.colleague(ward.agency, [ward.service], name="Una Ward", role="link", at=now())
    sent = {
        "holder": town.outreach.agency.pk, "reference": here.amina().reference, "why": "life",
        "words": "She fell.", "fields_to_see": ["name"], "service": ward.service.pk, "hours": "4",
        "step": "ask",
    }  # fmt: skip
    return Sending(reverse("emergency:ask"), "asked for", ward.worker, other, sent)


@case
def an_emergency_is_confirmed(here: Wrenfield) -> Sending:
    emergency = asked(here)
    there = reverse("emergency:decide", args=[emergency.pk])
    una, uma = (second(emergency, name) for name in ("Una Ward", "Uma Ward"))
    return Sending(there, "This no longer waits", una, uma, {"what": "confirm"})


@case
def an_emergency_is_refused(here: Wrenfield) -> Sending:
    sending = an_emergency_is_confirmed(here)
    sending.sent = {"what": "refuse"}
    return sending


@case
def an_emergency_is_taken_back(here: Wrenfield) -> Sending:
    emergency = asked(here)
    there, wes = reverse("emergency:decide", args=[emergency.pk]), emergency.asked_by
    return Sending(there, "This no longer waits", wes, wes, {"what": "take_back"})


def opened(here: Wrenfield) -> Emergency:
    emergency = asked(here)
    una = second(emergency, "Una Ward")
    with as_(una, at=now()):
        return people.confirm(emergency, session="una", by=una, at=now())


@case
def an_emergency_is_ended(here: Wrenfield) -> Sending:
    emergency = opened(here)
    there = reverse("emergency:decide", args=[emergency.pk])
    return Sending(there, "This is not open", emergency.asked_by, here.town.noor, {"what": "end"})


@case
def an_emergency_is_read(here: Wrenfield) -> Sending:
    there = reverse("emergency:decide", args=[opened(here).pk])
    return Sending(there, "Noted that you have read", here.town.noor, here.max, {"what": "read"})


@case
def an_emergency_is_disputed(here: Wrenfield) -> Sending:
    there = reverse("emergency:dispute", args=[opened(here).pk])
    sent = {"words": "Nobody asked her."}
    return Sending(there, "disputed already", here.town.noor, here.max, sent)


@case
def a_letter_is_begun(here: Wrenfield) -> Sending:
    there = reverse("disclosing:begin", args=[here.amina().pk])
    sent = {"to": prepared.home_office().pk, "for_what": "escalation"}
    return Sending(there, "begun already", here.town.noor, here.sol, sent)


def letter(here: Wrenfield) -> Letter:
    return prepared.ready(here.amina(), here.town.noor, at=now())


@case
def a_letter_is_sent(here: Wrenfield) -> Sending:
    there = reverse("disclosing:check", args=[letter(here).pk])
    return Sending(there, "sent", here.town.noor, here.town.noor, {"named": here.town.noor.name})


@case
def a_letter_is_taken_back(here: Wrenfield) -> Sending:
    there = reverse("disclosing:stop", args=[letter(here).pk])
    return Sending(there, "taken back", here.town.noor, here.sol)


@case
def a_letter_against_a_refusal_is_begun(here: Wrenfield) -> Sending:
    there = reverse("refusals:begin", args=[here.amina().pk])
    day = localdate()
    sent = {
        "kind": "doctor", "because": "papers", "to_name": "Mill Practice", "to_address": "",
        "refused_on_day": day.day, "refused_on_month": day.month, "refused_on_year": day.year,
    }  # fmt: skip
    return Sending(there, "so there is no letter", here.town.noor, here.sol, sent)


@case
def a_letter_against_a_refusal_is_agreed_to(here: Wrenfield) -> Sending:
    letter = against.begun(here.amina(), here.town.noor, at=now())
    sent = {
        "fields_to_tell": ["name"], "step": "agree", "how": "spoken", "language": "Polish", "was_read": "yes",
        "checked": Checked.values,
    }  # fmt: skip
    there = reverse("refusals:ask", args=[letter.pk])
    return Sending(there, "What does the letter tell?", here.town.noor, here.sol, sent)


@case
def a_letter_against_a_refusal_is_made(here: Wrenfield) -> Sending:
    letter = against.ready(here.amina(), here.town.noor, at=now())
    there = reverse("refusals:check", args=[letter.pk])
    return Sending(there, "Open the letter to print", here.town.noor, here.sol, {"known": "yes"})


@case
def a_letter_against_a_refusal_is_taken_back(here: Wrenfield) -> Sending:
    letter = against.ready(here.amina(), here.town.noor, at=now())
    there = reverse("refusals:stop", args=[letter.pk])
    return Sending(there, "taken back", here.town.noor, here.sol)


@case
def a_copy_is_given(here: Wrenfield) -> Sending:
    there = reverse("statement:give", args=[here.amina().pk])
    return Sending(there, "made a moment ago", here.town.noor, here.town.noor, {"how": "data"})


@case
def somebody_is_invited(here: Wrenfield) -> Sending:
    sent = {
        "name": "Ada Added", "email": f"ada{now().timestamp()}@new.example", "role": "outreach",
        "services": [here.town.outreach.service.pk],
    }  # fmt: skip
    return Sending(reverse("staff:invite"), "already signs in", here.max, here.mia, sent)


def ada(here: Wrenfield) -> Worker:
    ours = here.town.outreach
    name = f"Ada {now().timestamp()}"
    return personas.colleague(ours.agency, [ours.service], name=name, role="outreach", at=now())


@case
def somebody_s_work_is_changed(here: Wrenfield) -> Sending:
    there = reverse("staff:one", args=[ada(here).pk])
    return Sending(there, "was changed", here.max, here.mia, {"role": "link", "services": []})


@case
def somebody_is_registered_as_an_adviser(here: Wrenfield) -> Sending:
    there = reverse("staff:adviser", args=[ada(here).pk])
    sent = {"level": "iaa_1", "categories": ["asylum"], "number": "F1"}
    sent |= {"first_day_day": "1", "first_day_month": "10", "first_day_year": "2026"}
    return Sending(there, "recorded already", here.max, here.mia, sent)


@case
def somebody_advises_no_longer(here: Wrenfield) -> Sending:
    one = ada(here)
    said = {"level": Level.IAA_1, "categories": ["asylum"], "number": "F1", "first_day": localdate()}
    with as_(here.max, at=now()):
        access.register(one, **said, last_day=None, by=here.max, at=now())
    page, there = reverse("staff:adviser", args=[one.pk]), reverse("staff:no_adviser", args=[one.pk])
    return Sending(there, "no advice here already", here.max, here.mia, page=page)


@case
def somebody_is_invited_again(here: Wrenfield) -> Sending:
    one = ada(here)
    page = reverse("staff:one", args=[one.pk])
    there = reverse("staff:invite_again", args=[one.pk])
    return Sending(there, "made a moment ago", here.max, here.mia, page=page)


@case
def somebody_leaves(here: Wrenfield) -> Sending:
    there = reverse("staff:leave", args=[ada(here).pk])
    return Sending(there, "had left already", here.max, here.mia)


@case
def an_address_for_the_heads_is_said(here: Wrenfield) -> Sending:
    sent = {"address": f"heads{now().timestamp()}@outreach.example"}
    return Sending(reverse("ledger:address"), "already", here.max, here.mia, sent)


def sheet_of_homes(name: str) -> SimpleUploadedFile:
    said = {"home": name, "sort": "house", "who for": "anyone", "step-free": "no", "area": "Mill Bridge"}
    said |= {"address": "1 Invented Lane", "room": "Room 1", "sleeps": "1", "who pays": "free"}
    said |= {"ready from": "2026-06-01", "rent a month": "0"}
    rows = [list(bringing.COLUMNS), [said.get(column, "") for column in bringing.COLUMNS]]
    return SimpleUploadedFile("homes.csv", sheets.csv_of(rows))


@case
def a_sheet_of_homes_is_taken_in(here: Wrenfield) -> Sending:
    sent = {"how": "keep", "sheet": sheet_of_homes(f"House {now().timestamp()}")}
    return Sending(reverse("homes:take_in"), "Nothing was taken in", here.town.pat, here.mo, sent)


@case
def who_read_too_much_is_asked(here: Wrenfield) -> Sending:
    reader = ada(here)
    with as_(reader, at=now()):
        named = Reading(named={here.amina().pk: None})
        budget: dict[str, Any] = {"tell_at": 1, "stop_at": 9, "since": now()}
        people.read(named, page="people:find", **budget, by=reader, at=now())
        told = Overread.objects.get(worker=reader)
    return Sending(reverse("ledger:reading", args=[told.pk]), "settled already", here.max, here.mia)
