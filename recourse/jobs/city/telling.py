"""Tells the lives of invented people through the journey's own acts, one worker at a time."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from recourse.jobs.city import agreeing, words
from recourse.jobs.city.beds import Beds
from recourse.jobs.city.calendar import Calendar, Happening
from recourse.jobs.city.founding import Founded
from recourse.jobs.city.lives import Life
from recourse.reasoning import rulebook
from recourse.records.advice import actions as advice
from recourse.records.directory.acting import LONDON
from recourse.records.directory.acting import acting_to_the_end as acting
from recourse.records.people import actions as people
from recourse.records.referrals import actions as referrals

if TYPE_CHECKING:
    from recourse.records.directory.models import Service, Worker
    from recourse.records.people.models import Person, Share
    from recourse.records.referrals.models import Referral

BED, LAW, LINK, TREATMENT = "Lamp House Hosting", "Law Desk", "City Link Team", "Riverside Practice"
_ASKED_FIRST = ("status_code", "rough_sleeping", "homeless_now", "destitute", "dependent_children")


class Teller:
    """Keeps what every life in the city shares: the calendar, the workers, the beds and the dice."""

    def __init__(self, calendar: Calendar, founded: Founded, beds: Beds, dice: Random) -> None:
        """Take the founded city as it stands."""
        self.calendar, self.founded, self.beds, self.dice = calendar, founded, beds, dice
        self.book = rulebook.england()

    def later(self, at: datetime, *, days: float, hour: int | None = None) -> datetime:
        """A moment some days on, at a working hour when one is given."""
        moment = at + timedelta(days=days)
        if hour is None:
            return moment
        local = moment.astimezone(LONDON)
        return local.replace(hour=hour, minute=self.dice.randrange(60), second=self.dice.randrange(60))

    def worker_of(self, agency: str) -> Worker:
        """Somebody who works there."""
        return self.dice.choice(self.founded.workers[agency])

    def meet(self, life: Life, *, by: Worker, at: datetime) -> None:
        """Somebody is met, and what follows is put in the calendar."""
        told = {"nickname": life.nickname} if life.nickname else {"name": life.name}
        with acting(by, at=at):
            person = people.add(by=by, at=at, place=life.place, language=life.language, **told)
            if self.dice.random() < 0.8:
                people.take_on(person, by=by, at=at)
            people.write_note(person, text=self.dice.choice(words.MET), by=by, at=at)
        story = Story(self, life, person, by)
        if self.dice.random() < 0.93:
            self.calendar.put(self.later(at, days=self.dice.uniform(0.01, 6)), story.ask)
        self.calendar.put(self.later(at, days=self.dice.uniform(2, 25), hour=5), story.seen_again)


class Story:
    """What happens to one person after they are met."""

    def __init__(self, teller: Teller, life: Life, person: Person, by: Worker) -> None:
        """Begin with whoever met them."""
        self.teller, self.life, self.person, self.by = teller, life, person, by
        self.dice, self.calendar = teller.dice, teller.calendar
        self.bed_referral: Referral | None = None

    def ask(self, at: datetime) -> None:
        """The worker asks; some of it is answered, and the rulebook answers from that."""
        with acting(self.by, at=at):
            self._learn(at)
            goal = self.dice.choices(("everything", "bed", "money", "care", "treatment"), (50, 30, 10, 5, 5))[
                0
            ]
            advice.answer(self.person, about=goal, as_at=at.astimezone(LONDON).date(), by=self.by, at=at)
        later = self.teller.later
        for service, chance, days in ((BED, 0.75, 4), (LAW, 0.4, 6), (LINK, 0.25, 9), (TREATMENT, 0.12, 12)):
            if self.dice.random() < chance and service != self.by.organisation.name:
                moment = later(at, days=self.dice.uniform(0.05, days), hour=self.dice.choice((9, 11, 15)))
                self.calendar.put(moment, partial(self.refer, service))
        if self.dice.random() < 0.3:
            self.calendar.put(later(at, days=self.dice.uniform(20, 70)), self.ask_again)

    def ask_again(self, at: datetime) -> None:
        """Weeks later, more is known; both answers stand."""
        with acting(self.by, at=at):
            said = [self._told(*fact) for fact in self.life.facts.items() if self.dice.random() < 0.5]
            people.learn_all(self.person, answers=said, by=self.by, at=at)
            advice.answer(
                self.person, about="everything", as_at=at.astimezone(LONDON).date(), by=self.by, at=at
            )

    def seen_again(self, at: datetime) -> None:
        """A note from a later shift."""
        with acting(self.by, at=at):
            people.write_note(self.person, text=self.dice.choice(words.SEEN), by=self.by, at=at)
        if self.dice.random() < 0.55:
            self.calendar.put(self.teller.later(at, days=self.dice.uniform(5, 40), hour=5), self.seen_again)

    def refer(self, to: str, at: datetime) -> None:
        """They agree to share, and another service is asked to help."""
        service = self.teller.founded.services[to]
        with acting(self.by, at=at):
            share = self._share(service, at)
            referral = referrals.send(
                self.person,
                to=service,
                why=self.dice.choice(words.WHY[to]),
                asks=words.ASKS[to],
                by=self.by,
                at=at,
            )
        answered = self.teller.later(at, days=self.dice.uniform(0.5, service.answer_within_days + 1), hour=14)
        self.calendar.put(answered, lambda then: self.answer(referral, share, then))

    def answer(self, referral: Referral, share: Share, at: datetime) -> None:
        """The receiving service accepts, asks back, refuses, or is late."""
        by = self.teller.worker_of(referral.to_service.name)
        dice = self.dice.random()
        with acting(by, at=at):
            people.look(self.person, by=by, at=at)
            if dice < 0.62:
                referrals.accept(referral, by=by, at=at, words=self.dice.choice(words.ACCEPTED))
            elif dice < 0.8:
                code, said, step = self.dice.choice(words.REFUSED)
                referrals.refuse(referral, code=code, words=said, next_step=step, by=by, at=at)
            elif dice < 0.92:
                referrals.ask(referral, words=self.dice.choice(words.ASKED), by=by, at=at)
        self._follow(referral, share, dice, by=by, at=at)
        if self.dice.random() < 0.05:
            self._in(at, (20, 40), 16, partial(self.withdraw, share))

    def _follow(self, referral: Referral, share: Share, dice: float, *, by: Worker, at: datetime) -> None:
        if dice < 0.62 and referral.to_service.name == BED:
            self.bed_referral = referral
            self._in(at, (0.1, 4), 10, self._bed(by, 0))
        elif dice < 0.8:
            self._in(at, (15, 60), 11, partial(self.close, referral, helped=dice < 0.62))
        elif dice < 0.92:
            self._in(at, (0.2, 4), 12, partial(self.reply, referral, share))
        else:
            self._in(at, (1, 5), 9, partial(self.answer, referral, share))

    def _in(self, at: datetime, days: tuple[float, float], hour: int, then: Happening) -> None:
        self.calendar.put(self.teller.later(at, days=self.dice.uniform(*days), hour=hour), then)

    def reply(self, referral: Referral, share: Share, at: datetime) -> None:
        """The sender says what was asked; it waits for the receiver again."""
        with acting(self.by, at=at):
            referrals.reply(referral, words=self.dice.choice(words.REPLIED), by=self.by, at=at)
        self._in(at, (0.5, 5), 15, partial(self.answer, referral, share))

    def close(self, referral: Referral, at: datetime, *, helped: bool) -> None:
        """Whoever sent it says how it ended."""
        outcome = (
            ("helped", "helped_in_part") if helped else ("helped_elsewhere", "not_helped", "lost_contact")
        )
        with acting(self.by, at=at):
            referrals.close(referral, disposition=self.dice.choice(outcome), by=self.by, at=at)

    def housed(self, at: datetime) -> None:
        """They have the bed that was asked for."""
        if self.bed_referral is not None:
            self.close(self.bed_referral, at, helped=True)

    def withdraw(self, share: Share, at: datetime) -> None:
        """They change their mind about sharing, unless it ended with another already."""
        with suppress(people.AlreadyWithdrawn), acting(self.by, at=at):
            people.withdraw(share, by=self.by, at=at, reason="Changed their mind")

    def _bed(self, by: Worker, tries: int) -> Happening:
        def look_for_one(at: datetime) -> None:
            if not self.teller.beds.give(self, by=by, at=at) and tries < 6:
                moment = self.teller.later(at, days=self.dice.uniform(4, 14), hour=10)
                self.calendar.put(moment, self._bed(by, tries + 1))

        return look_for_one

    def _learn(self, at: datetime) -> None:
        answers = []
        for name, value in self.life.facts.items():
            chance = self.dice.random()
            if name in _ASKED_FIRST or chance < 0.6:
                answers.append(self._told(name, value))
            elif chance < 0.72:
                why = self.dice.choice(("does_not_know", "declined", "does_not_know"))
                answers.append(self._told(name, None, why=why))
        people.learn_all(self.person, answers=answers, by=self.by, at=at)

    def _told(self, name: str, value: object, *, why: str = "") -> people.Told:
        return people.Told(name, self.teller.book.facts[name].share_as, value, why)

    def _share(self, to: Service, at: datetime) -> Share:
        today: date = at.astimezone(LONDON).date()
        return agreeing.share(
            self.person,
            to=to,
            first=today,
            days=364 if to.name == BED else self.dice.choice((92, 183)),
            how=self.dice.choice(("spoken", "interpreter_by_phone", "written")),
            language=self.life.language,
            by=self.by,
            at=at,
        )
