"""The offers and stays of a person, and the end of a stay."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look import days, errors, receipts
from recourse.pages.look.days import Chip
from recourse.pages.look.guards import WorkerRequest, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.look.rows import Row
from recourse.pages.offers.forms import Ended
from recourse.pages.people.banner import called
from recourse.records.homes import queries as homes
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.placements import actions as placements
from recourse.records.placements import may, queries
from recourse.records.placements.happenings import AlreadyEnded, NoSuchDays, NotExplained

if TYPE_CHECKING:
    from recourse.records.people.models import Person
    from recourse.records.placements.models import Offer, Stay

with_stay = with_one("stay", queries.one_stay, whose=lambda stay: people.one(stay.person_id))


@require_safe
@with_person
def of_person(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Where they live now, and every bed they were offered, as far as one may see."""
    who = identity.read(person)
    offers = queries.of_person(person)
    live = [one for one in offers if one.state == "accepted" and _goes_on(one)]
    return page(
        request,
        "offers/of_person.html",
        person=person,
        who=who,
        called=called(who),
        living=live[0] if live else None,
        address=homes.address(live[0].home_id) if live else "",
        may_end=bool(live) and may.end(request.user, live[0].stay),
        has_homes=homes.homes().exists(),
        is_offered=any(one.state == "made" for one in offers),
        rows=[_row(one) for one in offers],
        sees_all=person.agency_id == request.user.organisation_id,
    )


def _goes_on(offer: "Offer") -> bool:
    ends = offer.stay.after_last_day
    return ends is None or ends > localdate()


def _row(offer: "Offer") -> Row:
    chip = (
        days.deadline(offer.answer_by)
        if offer.state == "made"
        else Chip("later", days.short_day(offer.made_at))
    )
    return Row(
        name=offer.home_name,
        second=offer.agency.name,
        says=f"{_standing(offer)} {offer.home_words}",
        since=f"Offered {days.short_day(offer.made_at)} by {offer.made_by.name}",
        chip=chip,
        address=reverse("offers:one", args=[offer.pk]),
        act="Open it",
    )


def _standing(offer: "Offer") -> str:
    if offer.state == "accepted":
        ends = offer.stay.after_last_day
        if ends is None:
            return f"Said yes; the stay began {days.day(offer.stay.first_day)}."
        how = offer.stay.get_end_kind_display().lower()
        return f"Stayed {days.day(offer.stay.first_day)} to {days.day(ends)}: {how}."
    if offer.state == "declined":
        return f"Said no: {offer.get_decline_code_display().lower()}."
    return f"{offer.get_state_display()}."


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def end(request: WorkerRequest, stay: "Stay") -> HttpResponse:
    """End a stay: how, where they went, and from which day the bed is free."""
    if not may.end(request.user, stay):
        return errors.nothing_here(request)
    if stay.after_last_day is not None and request.method != "POST":
        return _shown(request, stay, None, sentence="This stay has ended already.", status=409)
    form = Ended(request.POST if request.method == "POST" else None, initial={"on": localdate()})
    if not form.is_valid():
        return _shown(request, stay, form)
    try:
        placements.end(stay, by=request.user, at=now(), **form.cleaned_data)
    except AlreadyEnded as already:
        return _shown(
            request, stay, None, sentence=f"{already} Nothing of yours was saved twice.", status=409
        )
    except (TooLong, Unreadable) as wrong:
        form.add_error("reason", str(wrong))
        return _shown(request, stay, form)
    except NotExplained as wrong:
        form.add_error("reason", str(wrong))
        return _shown(request, stay, form)
    except NoSuchDays as wrong:
        form.add_error("on", str(wrong))
        return _shown(request, stay, form)
    receipts.give(request, f"The stay is ended. The bed is free from {days.day(form.cleaned_data['on'])}.")
    return redirect("homes:one", stay.home_id)


def _shown(
    request: WorkerRequest, stay: "Stay", form: Ended | None, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    person = people.one(stay.person_id)
    who = identity.read(person) if person else None
    return page(
        request,
        "offers/end.html" if form else "offers/ended.html",
        status=status,
        stay=stay,
        bed=homes.bedspace(stay.bedspace_id),
        person=person,
        who=who,
        called=called(who) if who else "this person",
        form=form,
        sentence=sentence,
    )
