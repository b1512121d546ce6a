"""The shortlist where a scheme has published what it goes by: five, with worth, price and what is lost."""

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.timezone import localdate

from recourse.pages.look.guards import WorkerRequest
from recourse.pages.look.page import page
from recourse.pages.offers import matching
from recourse.pages.offers.lines import lines, names, why_not_beds, why_not_people
from recourse.pages.people.banner import called
from recourse.records.panels import queries as panels
from recourse.records.people import identity
from recourse.records.placements import queries

if TYPE_CHECKING:
    from recourse.records.homes.models import Bedspace
    from recourse.records.people.models import Person


def people(request: WorkerRequest, bed: "Bedspace", *, day: date) -> HttpResponse:
    """The five people for whom choosing a bed loses least."""
    weighed, sitting = panels.weigh(request.user, on=day), panels.sitting(request.user)
    who = names([one.person for one in weighed.waiting.values()], sitting)
    found = panels.for_bed(weighed, bed.pk)
    on_day = weighed.beds.get(str(bed.pk))
    why_not = why_not_people(weighed, bed.pk, who)
    return page(
        request,
        "offers/people_weighed.html",
        bed=bed,
        name=matching.bed_name(on_day) if on_day else f"{bed.room.home.name}, {bed.room.name}",
        about=matching.about(on_day) if on_day else "",
        on_day=on_day,
        is_free=str(bed.pk) in weighed.places,
        kept=weighed.kept().get(str(bed.pk)),
        promised=queries.taken_after(day).get(bed.pk),
        day=day,
        is_today=day == localdate(),
        weighed=weighed,
        shown=found,
        sitting=sitting,
        lines=lines(found, weighed, who, of_beds=False),
        why_not=why_not,
        against=sum(len(one.of_these) for one in why_not),
    )


def beds(request: WorkerRequest, person: "Person", *, day: date) -> HttpResponse:
    """The five beds that lose least for somebody, and which rule keeps the others from them.

    While the panel hides names, no name is read and the reference stands there.
    """
    sitting = panels.sitting(request.user)
    who = None if sitting is not None and sitting.hides_names else identity.read(person)
    weighed = panels.weigh(request.user, on=day, also=[person])
    found = panels.for_person(weighed, person.pk)
    why_not = why_not_beds(weighed, person.pk)
    stay = queries.stay_of(person, on=day)
    held = [one for one in queries.of_person(person) if one.state == "made"]
    needs = matching.said(weighed.waiting[str(person.pk)].known, queries.EVERY)
    return page(
        request,
        "offers/beds_weighed.html",
        person=person,
        who=who,
        called=called(who) if who else person.reference,
        day=day,
        is_today=day == localdate(),
        weighed=weighed,
        shown=found,
        lines=lines(found, weighed, {}, of_beds=True),
        why_not=why_not,
        against=sum(len(one.of_these) for one in why_not),
        free=len(weighed.places),
        needs=needs,
        unknown=[question for question, _, is_known in needs if not is_known],
        held=held,
        stay=stay,
        may_offer=not held and not (stay and stay.after_last_day is None),
    )
