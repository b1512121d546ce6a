"""Who pays for the room of a stay, and the right to rent: what to do before rent is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from recourse.pages.look import errors
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.offers import stay_forms
from recourse.pages.offers.keeping_marks import kept
from recourse.pages.offers.staying import with_stay
from recourse.reasoning.rulebook import england
from recourse.records.placements import actions as placements
from recourse.records.placements import may, queries

if TYPE_CHECKING:
    from recourse.reasoning.agreements import Check
    from recourse.records.placements.models import Stay


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def pays(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Say who pays for the room from a day on."""
    began = {"from_day": max(localdate(), stay.first_day)}
    warns = queries.paid(stay, on=localdate()).who == "free"
    return kept(
        request,
        stay,
        stay_forms.SayingWhoPays,
        placements.say_who_pays,
        "Say who pays for the room",
        began=began,
        warns=warns,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def right_to_rent(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """What the rulebook says of the right to rent here, what to do, and what came of it."""
    if not may.mark(request.user, stay):
        return errors.nothing_here(request)
    place = stay_forms.Place({name: request.GET.get(name, "") for name in queries.ABOUT_THE_PLACE})
    place.is_valid()
    about = {name: said == "yes" for name, said in place.cleaned_data.items() if said in ("yes", "no")}
    told: Check = queries.check(stay, about, on=max(localdate(), stay.first_day), book=england())
    shown: dict[str, Any] = {
        "place": place,
        "told": told,
        "paid": queries.will_be_paid(stay),
        "looked": queries.checked(stay),
    }
    return kept(
        request,
        stay,
        stay_forms.LookingAtRent,
        placements.look_at_right_to_rent,
        "Right to rent",
        began={"on": localdate()},
        template="offers/right_to_rent.html",
        **shown,
    )
