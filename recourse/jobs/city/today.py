"""The people whose lives stand in the middle of something today: whoever signs in finds work to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from recourse.jobs.city import advising, agreeing, refused, telling_the_home_office, words
from recourse.jobs.city.telling import BED, LAW, TREATMENT, Teller
from recourse.records.advice import actions as advice
from recourse.records.directory import actions as directory
from recourse.records.directory.acting import LONDON, acting
from recourse.records.people import actions as people
from recourse.records.placements import actions as placements
from recourse.records.referrals import actions as referrals

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Person
    from recourse.records.referrals.models import Referral

_NOT_KNOWN = ("does_not_know", "declined", "not_asked")


class Today:
    """Tells today through Noor, who met them, and the workers of other services."""

    def __init__(self, teller: Teller, at: datetime) -> None:
        """Take the city as it stands this minute."""
        self.teller, self.at = teller, at
        self.noor = teller.founded.workers["Wrenfield Night Outreach"][0]
        self.pat = teller.founded.workers[BED][0]

    def ago(self, days: float) -> datetime:
        """A moment before now."""
        return self.at - timedelta(days=days)

    def meet(self, days: float, *, by: Worker | None = None, **known: str) -> Person:
        """Somebody Noor met some days ago."""
        by, at = by or self.noor, self.ago(days)
        with acting(by, at=at):
            return people.add(by=by, at=at, **known)

    def learn(self, person: Person, days: float, facts: Mapping[str, Any]) -> None:
        """What they said; a reason for not knowing stands in place of a value."""
        at = self.ago(days)
        with acting(self.noor, at=at):
            for name, value in facts.items():
                why = value if value in _NOT_KNOWN else ""
                people.learn(
                    person,
                    name=name,
                    value=None if why else value,
                    why_not_known=why,
                    field=self.teller.book.facts[name].share_as,
                    by=self.noor,
                    at=at,
                )
            advice.answer(person, about="everything", as_at=at.astimezone(LONDON).date(), by=self.noor, at=at)

    def refer(self, person: Person, to: str, days: float, *, language: str, lasts: int = 92) -> Referral:
        """They agreed to share, and Noor asked another service."""
        service, at = self.teller.founded.services[to], self.ago(days)
        first: date = at.astimezone(LONDON).date()
        with acting(self.noor, at=at):
            agreeing.share(
                person,
                to=service,
                first=first,
                days=lasts,
                how="interpreter_by_phone",
                language=language,
                by=self.noor,
                at=at,
            )
            return referrals.send(
                person, to=service, why=words.WHY[to][0], asks=words.ASKS[to], by=self.noor, at=at
            )


def tell(teller: Teller, *, at: datetime) -> None:
    """Tell what is unfinished: an offer, a question, a referral late, an agreement ending, somebody new."""
    today = Today(teller, at)
    _yusuf(today)
    _amina(today)
    refused.tell(today, tomasz=_tomasz(today))
    advising.tell(today, mercy=_mercy(today))
    telling_the_home_office.tell(today)
    _say_room(today)
    danuta = today.meet(9, name="Danuta Dummy", place="Station forecourt", language="Polish")
    today.refer(danuta, TREATMENT, 2, language="Polish")
    today.meet(
        0.01, nickname="Blue Hat", place="Mill Bridge car park", note="Asleep under the ramp. Blue hat."
    )


def _say_room(today: Today) -> None:
    for service in today.teller.founded.services.values():
        if service.capacity_free is not None:
            by = today.teller.founded.workers[service.name][0]
            with acting(by, at=today.ago(0.3)):
                directory.say_capacity(
                    service, free=service.capacity_free, unit=service.capacity_unit, by=by, at=today.ago(0.3)
                )


def _day(at: datetime) -> str:
    return at.astimezone(LONDON).date().isoformat()


def _yusuf(today: Today) -> None:
    yusuf = today.meet(
        40, name="Yusuf Sample", nickname="Joe", place="Mill Bridge", language="Arabic, some English"
    )
    told = {
        "status_code": "ARE_SINGLE",
        "rough_sleeping": True,
        "homeless_now": True,
        "destitute": True,
        "dependent_children": [],
        "taking_all_reasonable_steps_to_leave": False,
    }
    today.learn(yusuf, 39, told)
    today.learn(
        yusuf,
        0.2,
        {
            "further_submissions": "being_prepared",
            "has_physical_or_mental_impairment_or_illness": "declined",
            "entry_date": "does_not_know",
            "new_evidence_since_refusal": True,
            "continuous_residence_from": _twenty_years_in_march(today),
            "imprisoned_days_total": 0,
        },
    )
    referral = today.refer(yusuf, LAW, 11, language="Arabic")
    sam = today.teller.founded.workers[LAW][0]
    with acting(sam, at=today.ago(9)):
        people.look(yusuf, by=sam, at=today.ago(9))
        referrals.accept(
            referral, by=sam, at=today.ago(9), words="Yes. Bring the refusal letter on Thursday at ten."
        )


def _twenty_years_in_march(today: Today) -> str:
    """The day he came, so that he has been here twenty years next March."""
    return f"{today.ago(0).year - 19}-03-09"


def _amina(today: Today) -> None:
    amina = today.meet(
        21, name="Amina Example", place="Stone Street shelter", language="Tigrinya, some English"
    )
    granted = _day(today.ago(46))
    today.learn(
        amina,
        20,
        {
            "status_code": "REFUGEE",
            "grant_notified": granted,
            "leave_from": granted,
            "rough_sleeping": False,
            "homeless_now": True,
            "destitute": True,
            "dependent_children": [],
            "has_physical_or_mental_impairment_or_illness": "not_asked",
        },
    )
    referral = today.refer(amina, BED, 6, language="Tigrinya")
    pat = today.pat
    with acting(pat, at=today.ago(3)):
        people.look(amina, by=pat, at=today.ago(3))
        referrals.accept(referral, by=pat, at=today.ago(3), words="We have a woman’s room from tomorrow.")
        for name, value in (("housing_as", "woman"), ("housing_step_free", True), ("housing_people", 1)):
            people.learn(amina, name=name, value=value, field="needs", by=pat, at=today.ago(3))
    _offer(today, amina)
    with acting(today.noor, at=today.ago(0.02)):
        people.write_note(
            amina,
            text="Warm and eating. Wants to hear who else lives there before she says yes.",
            by=today.noor,
            at=today.ago(0.02),
        )


def _offer(today: Today, person: Person) -> None:
    beds, day = today.teller.beds, today.at.astimezone(LONDON).date()
    free = [bed for bed in beds.beds if beds.free_from[bed.pk] <= day and bed.kind != "reserved"]
    suits = [bed for bed in free if bed.room.home.who_for in ("women", "anyone")] or free
    suits.sort(key=lambda bed: (bed.room.home.name != "Larch House", not bed.room.home.is_step_free))
    at = today.ago(0.03)
    with acting(today.pat, at=at):
        placements.offer(
            suits[0],
            to=person,
            answer_by=today.at + timedelta(hours=6),
            first_day=day + timedelta(days=1),
            expected_last_day=day + timedelta(days=183),
            by=today.pat,
            at=at,
        )
    beds.free_from[suits[0].pk] = date.max


def _tomasz(today: Today) -> Person:
    tomasz = today.meet(
        12, name="Tomasz Testcase", nickname="Tomek", place="Kiln Lane yard", language="Polish"
    )
    today.learn(
        tomasz,
        11,
        {
            "status_code": "EUSS_PRESETTLED",
            "rough_sleeping": True,
            "homeless_now": True,
            "rtr_category": ["jobseeker"],
            "pss_removal_letter_on": _day(today.ago(17)),
            "pss_reply_sent": False,
        },
    )
    referral = today.refer(tomasz, BED, 7, language="Polish")
    with acting(today.pat, at=today.ago(6)):
        people.look(tomasz, by=today.pat, at=today.ago(6))
        referrals.ask(
            referral, words="How can we reach him? No phone is noted.", by=today.pat, at=today.ago(6)
        )
    return tomasz


def _mercy(today: Today) -> Person:
    mercy = today.meet(90, name="Mercy Madeup", place="A friend’s floor", language="English, Twi")
    today.learn(
        mercy,
        89,
        {
            "status_code": "LLR_FAMILY_NRPF",
            "leave_expiry": _day(today.ago(-49)),
            "homeless_now": True,
            "destitute": True,
            "rough_sleeping": False,
        },
    )
    today.refer(mercy, LAW, 88, language="English", lasts=91)
    return mercy
