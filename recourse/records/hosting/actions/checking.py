"""Checking in with a guest and their host, and how often the scheme does so."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.hosting import may
from recourse.records.hosting.actions.writing import in_words, kept_words, locked
from recourse.records.hosting.happenings import AlreadyDone, BadStep, NotYet
from recourse.records.hosting.models import CheckIn, Host
from recourse.records.hosting.words import Going, How, Rhythm
from recourse.records.ledger import actions as ledger
from recourse.records.placements.models import Stay


@transaction.atomic
def check_in(
    stay: Stay,
    *,
    on: date,
    how: str,
    guest: str,
    for_host: str,
    words: str = "",
    by: Worker,
    at: datetime,
) -> CheckIn:
    """Keep that somebody asked a guest and their host how it goes, and how it goes for each."""
    host = Host.objects.filter(home=stay.home_id).first()
    if host is None:
        raise NotYet("This stay is not with a host.")
    require(may.see_to(by, host) and stay.agency_id == by.organisation_id, may.NOT_YOURS)
    now = locked(host)
    _on_a_day_of(stay, on, at=at)
    before = CheckIn.objects.filter(stay=stay, on_day=on).select_related("made_by").first()
    if before is not None:
        raise AlreadyDone(by_name=before.made_by.name, at=before.made_at, what=f"check-in, {in_words(on)}")
    said = kept_words(words)
    if Going.BADLY in (guest, for_host) and not said:
        raise BadStep("words", "Say in a few words what goes badly.")
    made = CheckIn.objects.create(
        host=now,
        stay=stay,
        person_id=stay.person_id,
        agency_id=stay.agency_id,
        on_day=on,
        how=How(how),
        guest=Going(guest),
        for_host=Going(for_host),
        words=said,
        made_by=by,
        made_at=at,
    )
    told = {"on": on.isoformat()}
    ledger.record(by=by, act="hosting.check_in", at=at, about=made, person=stay.person_id, detail=told)
    return made


@transaction.atomic
def choose_rhythm(host: Host, *, rhythm: str, by: Worker, at: datetime) -> None:
    """Say how often somebody checks in after the first week."""
    require(may.see_to(by, host), may.NOT_YOURS)
    now = locked(host)
    if now.rhythm == rhythm:
        return
    now.rhythm = Rhythm(rhythm)
    now.save(update_fields=["rhythm"])
    ledger.record(by=by, act="hosting.choose_rhythm", at=at, about=now, detail={"rhythm": rhythm})


def _on_a_day_of(stay: Stay, on: date, *, at: datetime) -> None:
    if on < stay.first_day:
        raise BadStep("on", f"They moved in on {in_words(stay.first_day)}: give that day or a later one.")
    if on > at.astimezone(LONDON).date():
        raise BadStep("on", "A day that has come was expected here.")
    if stay.after_last_day is not None and on > stay.after_last_day:
        raise BadStep("on", f"The stay ended on {in_words(stay.after_last_day)}: give that day or before.")
