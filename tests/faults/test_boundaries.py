"""Every act is whole or not at all, wherever in it the connection is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from recourse.config.database import address
from recourse.records.access import actions as access
from recourse.records.access.queries import untold
from recourse.records.advice import actions as advice
from recourse.records.directory import actions as directory
from recourse.records.directory.acting import acting_for
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures.actions.sending import fingerprint
from recourse.records.disclosures.models import Letter
from recourse.records.funds import actions as funds
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, Home
from recourse.records.hosting import actions as hosting
from recourse.records.hosting.models import CheckIn
from recourse.records.keeping import actions as keeping
from recourse.records.keeping.models import Notice
from recourse.records.keeping.words import WhyHeld
from recourse.records.matters import actions as matters
from recourse.records.panels import actions as panel
from recourse.records.panels.models import Word
from recourse.records.papers import actions as papers
from recourse.records.people import actions as people
from recourse.records.people.models import Emergency, Person
from recourse.records.people.words import Checked, WhyClosed
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Offer, Stay
from recourse.records.referrals import actions as referrals
from recourse.records.referrals.models import Referral
from recourse.records.referrals.words import Disposition
from recourse.records.refusals import actions as refusals
from tests import personas
from tests.conftest import speak_to
from tests.faults import hosts, letters, panels, plans, reading, staff
from tests.faults.boundaries import Day
from tests.faults.wrenfield import Wrenfield
from tests.house.test_acts import EVERY_ACT
from tests.personas import MONDAY, TODAY, Agencies, as_
from tests.records.disclosures import prepared

SPOKEN: dict[str, Any] = {"how": "spoken", "language": "Tigrinya", "checked": Checked.values}
LATER = MONDAY + timedelta(days=1)
LONG_AFTER = MONDAY + timedelta(days=8 * 365)


def test_wherever_the_connection_is_lost_an_act_left_nothing_or_is_whole(own_copy: address.Address) -> None:
    with own_copy.connect() as admin:
        day = Day(admin)
        setting_up(day)
        town = personas.agencies()
        amina = knowing(day, town)
        wrenfield = Wrenfield(day, town, amina)
        parts = (agreeing, referring, housing, emergencies, disclosing, holding)
        for part in (*parts, *staff.PARTS, *reading.PARTS, *letters.PARTS, *plans.PARTS, *panels.PARTS):
            part(wrenfield)
        speak_to(own_copy, role="worker")
        ending(wrenfield)
    done = {tuple(act.split(".")) for act in day.boundaries}
    assert sorted(set(EVERY_ACT) - done) == [], "this day has no step for these acts: give them one"
    assert sum(day.boundaries.values()) > 1000


def setting_up(day: Day) -> None:
    council = day.does(
        "directory.open_organisation",
        partial(directory.open_organisation, name="New Council", kind="council", at=MONDAY),
    )
    service = day.does(
        "directory.open_service",
        lambda: directory.open_service(
            council, name="Desk", kind="link", what="Help.", who_for="All.", at=MONDAY
        ),
    )
    day.does(
        "directory.employ",
        lambda: directory.employ(
            name="Nel New",
            role="link",
            email="nel@new.example",
            organisation=council,
            services=[service],
            at=MONDAY,
        ),
    )


def knowing(day: Day, town: Agencies) -> Person:
    noor = Wrenfield(day, town, Person()).by(town.noor)
    amina: Person = noor("people.add", people.add, name="Amina Example", nickname="Mina", note="Met her.")
    second = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Sol Second", role="outreach"
    )
    noor("people.describe", people.describe, amina, kind="place", value="By the library")
    noor("people.write_note", people.write_note, amina, text="Cold.")
    noor("people.learn", people.learn, amina, name="destitute", value=True, field="needs")
    told = [people.Told("pregnant", "health", value=False)]
    noor("people.learn_all", people.learn_all, amina, answers=told)
    noor("people.look", people.look, amina)
    noor("people.look_refused", people.look_refused, town.outreach.agency.pk)
    Wrenfield(day, town, amina).by(second)("people.take_on", people.take_on, amina)
    noor("people.close", people.close, amina, why=WhyClosed.values[0])
    noor("people.reopen", people.reopen, amina)
    noor("advice.answer", advice.answer, amina, about="bed", as_at=TODAY)
    return amina


def agreeing(here: Wrenfield) -> None:
    noor, amina = here.by(here.town.noor), here.amina
    said = {"first_day": TODAY, "after_last_day": TODAY + timedelta(days=28)} | SPOKEN
    alone = {"fields": ["status"], "words": "Your status.", "to": here.town.law.service}
    consent = noor("people.agree", people.agree, amina, **said, **alone)
    noor("people.withdraw_consent", people.withdraw_consent, consent)
    to = {"to": here.town.hosting.service, "fields": ["name", "needs"], "purpose": "A bed."}
    share = noor("people.agree_and_share", people.agree_and_share, amina, **said, **to)
    noor("people.withdraw", people.withdraw, share)
    noor("people.agree_and_share", people.agree_and_share, amina, **said, **to)


def referring(here: Wrenfield) -> None:
    noor, pat = here.by(here.town.noor), here.by(here.town.pat)

    def sent() -> Referral:
        words = {"to": here.town.hosting.service, "why": "Cold.", "asks": "A bed."}
        return noor("referrals.send", referrals.send, here.amina, **words)

    one = sent()
    pat("referrals.ask", referrals.ask, one, words="Who?")
    noor("referrals.reply", referrals.reply, one, words="Amina.")
    pat("referrals.accept", referrals.accept, one)
    pat("referrals.close", referrals.close, one, disposition=Disposition.values[0])
    noor("referrals.take_back", referrals.take_back, sent(), reason="Found.")
    pat("referrals.refuse", referrals.refuse, sent(), code="no_space", next_step="Ring us.")


def keeping_a_home(here: Wrenfield) -> None:
    pat = here.by(here.town.pat)
    with as_(here.town.pat):
        home = Home.objects.get(name="Larch")
    year = {"first_day": TODAY, "last_day": TODAY + timedelta(days=364)}
    pat("homes.sign_lease", homes.sign_lease, home, pence_a_month=40_000, **year)
    pat("homes.certify", homes.certify, home, kind="gas", **year)
    done = {"kind": "repair", "on_day": TODAY, "people": 1, "hours": 2, "what": "Boiler"}
    pat("homes.log_upkeep", homes.log_upkeep, home, **done)
    lent = pat("homes.lend", homes.lend, home, owner=here.town.link.agency)
    pat("homes.tell_owner", homes.tell_owner, lent, quarters=[])
    third = {"name": "Room 3", "sleeps": 1, "kind": "free", "state": "preparing", "first_day": TODAY}
    pat("homes.add_room", homes.add_room, home, **third)
    rooms = [homes.RoomRow("Room 1", 1, "free", TODAY)]
    lease = homes.LeaseRow(TODAY, None, 0)
    row = homes.Row("Alder", "house", "women", True, "Mill", "2 Invented Lane", "", lease, rooms)
    pat("homes.take_in", homes.take_in, [row])
    pat("homes.give_out", homes.give_out)


def correcting_a_home(here: Wrenfield) -> None:
    pat = here.by(here.town.pat)
    with as_(here.town.pat):
        home = Home.objects.get(name="Alder")
        bed = Bedspace.objects.select_related("room__home").get(room__home=home)
        lease = home.leases.get()
    said = {"name": "Alder", "sort": "house", "who_for": "anyone", "is_step_free": False, "area": "Quay"}
    pat("homes.correct", homes.correct, home, address="3 Invented Lane", **said)
    pat("homes.correct_room", homes.correct_room, bed.room, name="Room 9", sleeps=1)
    pat("homes.correct_bed", homes.correct_bed, bed, name="Bed 9", kind="rent_paying")
    year = {"first_day": TODAY, "last_day": TODAY + timedelta(days=364)}
    certificate = pat("homes.certify", homes.certify, home, kind="fire", **year)
    pat("homes.strike_certificate", homes.strike_certificate, certificate)
    pat("homes.strike_lease", homes.strike_lease, lease)
    before = date(2025, 1, 1)
    ready = homes.StateRow(2, bed, "available", before, before + timedelta(days=90), "")
    pat("homes.take_in_states", homes.take_in_states, [ready])
    pat("homes.give_out_states", homes.give_out_states)
    lived = (before, before + timedelta(days=60), before + timedelta(days=30), "planned", "friends")
    stay = placements.StayRow(2, bed, here.amina, *lived)
    pat("placements.take_in", placements.take_in, [stay])
    pat("placements.give_out", placements.give_out)
    pat("placements.hand_back", placements.hand_back, home, from_day=TODAY)


def keeping_the_books(here: Wrenfield) -> None:
    pat, noor = here.by(here.town.pat), here.by(here.town.noor)
    year: dict[str, Any] = {"first_day": TODAY, "last_day": TODAY + timedelta(days=364)}
    pat("funds.set_rate", funds.set_rate, kind="council", pence_a_night=36_00, **year)
    bills = {"home": None, "what": "bills", "pence": 420_00, "often": "month"}
    cost = pat("funds.pay", funds.pay, **bills, first_day=TODAY)
    pat("funds.end_cost", funds.end_cost, cost, last_day=TODAY)
    pat("funds.receive", funds.receive, home=None, kind="council", pence=100, on_day=TODAY)
    pat("funds.say_balance", funds.say_balance, pence=100, on_day=TODAY)
    pat("funds.strike_out", funds.strike_out, cost)
    pat("funds.win", funds.win, funder="Lamp Trust", pence=100, pays_for="people", **year)
    weekly = {"panel": "Grants panel", "pence": 20_00, "cycle": 7}
    given = noor("funds.award", funds.award, here.amina, **weekly, **year)
    noor("funds.stop", funds.stop, given, on=TODAY, reason="She has work now.")


def hosting_somebody(here: Wrenfield) -> None:
    pat, on = here.by(here.town.pat), {"on": TODAY}
    said: dict[str, Any] = {"name": "Olive", "contact": "07700 900123", **on}
    offers = {"area": "Mill", "address": "4 Invented Row", "beds": 1}
    other = pat("hosting.enquire", hosting.enquire, **said, **offers)
    pat("hosting.refuse", hosting.refuse, other, words="No lock.", **on)
    room = {"rooms": [("Room 1", 1, "free")], "first_day": TODAY, "sort": "host"}
    home = pat("homes.enter", homes.enter, name="Spare", area="Mill", address="5 Invented Row", **room)
    host = pat("hosting.take_on", hosting.take_on, home, **said)
    pat("hosting.visit", hosting.visit, host, **on)
    spoken = {"is_written": True, "is_family": False, "words": "Kind."}
    for _ in range(2):
        pat("hosting.take_reference", hosting.take_reference, host, **spoken, **on)
    pat("hosting.approve", hosting.approve, host, **on)
    pat("hosting.name_key_host", hosting.name_key_host, host, words="Two guests.", **on)
    pat("hosting.choose_rhythm", hosting.choose_rhythm, host, rhythm="weeks")
    pat("hosting.rest", hosting.rest, host, **on)
    pat("hosting.come_back", hosting.come_back, host, **on)
    with as_(here.town.pat):
        guest = personas.person(here.town.pat, nickname="Guest")
        bed = Bedspace.objects.select_related("room__home").get(room__home=home)
    days: dict[str, Any] = {"first_day": TODAY, "expected_last_day": TODAY + timedelta(days=60)}
    days["answer_by"] = MONDAY + timedelta(hours=4)
    offer = pat("placements.offer", placements.offer, bed, to=guest, **days)
    stay = pat("placements.accept", placements.accept, offer)
    pat("hosting.check_in", hosting.check_in, stay, how="phone", guest="well", for_host="well", **on)
    pat("placements.end", placements.end, stay, on=TODAY, kind="planned", moved_to="friends")
    pat("hosting.leave", hosting.leave, host, words="She moves.", **on)


def housing(here: Wrenfield) -> None:
    noor, pat = here.by(here.town.noor), here.by(here.town.pat)
    pat("directory.say_capacity", directory.say_capacity, here.town.hosting.service, free=3, unit="beds")
    rooms = [(f"Room {number}", 1, "free") for number in (1, 2)]
    began = {"rooms": rooms, "first_day": date(2026, 6, 1)}
    pat("homes.enter", homes.enter, name="Larch", area="Mill", address="1 Invented Lane", **began)
    keeping_a_home(here)
    correcting_a_home(here)
    keeping_the_books(here)
    hosting_somebody(here)
    with as_(here.town.pat):
        bed, other = Bedspace.objects.filter(room__home__name="Larch").order_by("room__name")[:2]
    pat("homes.say_state", homes.say_state, other, state="unusable", from_day=TODAY, why="Boiler")

    def offer() -> Offer:
        days = {"first_day": TODAY, "expected_last_day": TODAY + timedelta(days=90)}
        until = MONDAY + timedelta(hours=4)
        made: Offer = pat("placements.offer", placements.offer, bed, to=here.amina, answer_by=until, **days)
        return made

    noor("placements.decline", placements.decline, offer(), code="too_far")
    pat("placements.take_back", placements.take_back, offer(), reason="Pipes.")
    lapsing = offer()
    here.day.does(
        "placements.lapse",
        lambda: placements.lapse(Offer.objects.get(pk=lapsing.pk), at=LATER),
        lambda: acting_for(here.town.hosting.agency, at=LATER),
    )
    stay = noor("placements.accept", placements.accept, offer())
    pat("placements.look", placements.look, stay, on=TODAY, words="Settling in.")
    pat("placements.lengthen", placements.lengthen, stay, until=TODAY + timedelta(days=120), reason="Waits.")
    given = {"reaches_them": TODAY, "days": 28, "reason": "The house goes back."}
    pat("placements.give_notice", placements.give_notice, stay, **given)
    agreeing_to_a_stay(pat, stay)
    pat("placements.tell_incident", placements.tell_incident, stay, on=TODAY, words="A window broke.")
    left = {"on": TODAY + timedelta(days=3), "kind": "planned", "moved_to": "friends"}
    pat("placements.end", placements.end, stay, **left, at=MONDAY + timedelta(days=3))


def agreeing_to_a_stay(pat: Callable[..., Any], stay: Stay) -> None:
    pat("placements.arrange", placements.arrange, stay, on=TODAY, words="At the day centre.")
    pat("placements.meet", placements.meet, stay, on=TODAY, went="well")
    pat("placements.agree", placements.agree, stay, on=TODAY, paper="licence", signed_by="Pat and Amina")
    paid = {"who": "paying", "pence": 6_000, "from_day": TODAY}
    pat("placements.say_who_pays", placements.say_who_pays, stay, **paid)
    shown = {"on": TODAY, "found": "has_it", "words": "A share code."}
    pat("placements.look_at_right_to_rent", placements.look_at_right_to_rent, stay, **shown)
    ahead = {"to": "own_tenancy", "until": TODAY + timedelta(days=80), "steps": "Save a deposit."}
    pat("placements.plan_move_on", placements.plan_move_on, stay, on=TODAY, **ahead)


def emergencies(here: Wrenfield) -> None:
    town = here.town
    lin, noor = here.by(town.lin), here.by(town.noor)
    other = personas.colleague(town.link.agency, [town.link.service], name="Pim Proxy", role="link")
    pim = here.by(other)
    words = {"holder": town.outreach.agency, "reference": here.amina.reference, "service": town.link.service}
    words |= {"why": "life", "words": "She collapsed.", "fields": ["name"], "session": "lin's"}

    def asked() -> Emergency:
        return lin("people.ask", people.ask, **words)

    lin("people.take_back", people.take_back, asked())
    pim("people.refuse", people.refuse, asked(), session="pim's")
    one = asked()
    pim("people.confirm", people.confirm, one, session="pim's")
    noor("people.read_emergency", people.read_emergency, one)
    lin("people.end_emergency", people.end_emergency, one)
    noor("people.dispute", people.dispute, one, words="Nobody asked her.")


def disclosing(here: Wrenfield) -> None:
    noor = here.by(here.town.noor)
    to = {"to": prepared.home_office(), "for_what": "escalation"}
    letter: Letter = noor("disclosures.begin", disclosures.begin, here.amina, **to)
    noor("disclosures.take_back", disclosures.take_back, letter)
    letter = noor("disclosures.begin", disclosures.begin, here.amina, **to)
    noor("disclosures.read_outcomes", disclosures.read_outcomes, letter)
    had = {"had": "had", "adviser": "Ines Invented", "regulated_as": "solicitor", "risk_explained": True}
    noor("disclosures.advise", disclosures.advise, letter, words="Explained.", on_day=TODAY, **had)
    what = {"fields": ["name", "needs"], "words": "She needs a room.", "status_words": ""}
    noor("disclosures.write", disclosures.write, letter, **what)
    noor("disclosures.agree", disclosures.agree, letter, alone=False, words="We would tell this.", **SPOKEN)
    with as_(here.town.noor):
        seen = fingerprint(Letter.objects.get(pk=letter.pk))
    sent = noor("disclosures.send", disclosures.send, letter, named=here.town.noor.name, seen=seen)
    noor("disclosures.open_sheet", disclosures.open_sheet, sent)
    noor("disclosures.give", disclosures.give, here.amina, how="paper", fields=["name"], content=b"All.")


def holding(here: Wrenfield) -> None:
    mo, agency = here.by(here.manager("Mo Manager")), here.town.outreach.agency
    mo("directory.send_heads_to", directory.send_heads_to, agency, address="heads@outreach.example")
    mo("directory.say_where_to_complain", directory.say_where_to_complain, agency, words="A")
    mo("keeping.hold", keeping.hold, here.amina, why=WhyHeld.values[0])
    mo("keeping.lift", keeping.lift, here.amina)


def ending(here: Wrenfield) -> None:
    town, amina, clock = here.town, here.amina, here.clock
    mine: dict[str, Any] = {"agency": town.outreach.agency, "at": LONG_AFTER}
    places = {"before": LONG_AFTER, "is_quiet": True}
    here.stranger("access.tell", access.tell, untold()[0])
    for name, room in (("people", people), ("keeping", keeping)):
        back = personas.person(town.noor, nickname="Back from an old copy")
        clock(f"{name}.erase_again", room.erase_again, back, **mine)
    clock("people.coarsen_places", people.coarsen_places, amina.pk, **places, **mine)
    with as_(town.noor):
        people.describe(amina, kind="place", value="The mill", by=town.noor, at=MONDAY)
        first, second, *_ = Referral.objects.order_by("sent_at", "pk")
    clock("people.forget_places", people.forget_places, amina.pk, **mine)
    clock("keeping.end_referral", keeping.end_referral, first, **mine)
    with as_(town.pat):
        notice = Notice.objects.filter(to_agency=town.hosting.agency)[0]
    here.by(town.pat)("keeping.say_deleted", keeping.say_deleted, notice)
    clock("referrals.forget_one", referrals.forget_one, second, **mine)
    with acting_for(town.hosting.agency, at=LONG_AFTER):
        chosen = Word.objects.values_list("person_id", flat=True)[0]
        guest = CheckIn.objects.values_list("person_id", flat=True)[0]
    hosts.ending(here, at=LONG_AFTER)
    clock("hosting.forget", hosting.forget, guest, **mine | {"agency": town.hosting.agency})
    clock("panels.forget", panel.forget, chosen, **mine | {"agency": town.hosting.agency})
    clock("placements.forget", placements.forget, amina.pk, **mine | {"agency": town.hosting.agency})
    clock(
        "keeping.end_others_file", keeping.end_others_file, amina.pk, **mine | {"agency": town.hosting.agency}
    )
    for name, room in (
        ("referrals", referrals),
        ("refusals", refusals),
        ("advice", advice),
        ("disclosures", disclosures),
        ("papers", papers),
        ("matters", matters),
        ("funds", funds),
        ("people", people),
    ):
        clock(f"{name}.forget", room.forget, amina.pk, **mine)
    clock("people.let_go", people.let_go, amina.pk, **mine)
    clock("keeping.end_file", keeping.end_file, personas.yusuf(town.noor), **mine)
