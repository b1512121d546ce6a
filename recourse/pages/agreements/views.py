"""The pages of a home's papers: which paper, what stands in it, and the paper itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.agreements.forms import Filling
from recourse.pages.agreements.sheet import sheet
from recourse.pages.look import errors
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.reasoning import agreements
from recourse.reasoning.agreements import BadTerms, Funding, Kind, Terms
from recourse.reasoning.rulebook import england
from recourse.records.papers import setting

KINDS = {
    Kind.LEASE_IN: ("A lease in", "An owner lends a home to you."),
    Kind.LICENCE: ("A licence", "Somebody may live in a room."),
    Kind.HOUSE_RULES: ("House rules", "What everybody in a home keeps to."),
    Kind.NOTICE: ("A notice", "A stay has to end."),
}
FUNDINGS = {
    Funding.FREE: "free rooms",
    Funding.PAYING: "rooms their residents pay for",
    Funding.COUNCIL: "rooms a council pays for",
}


@require_safe
@for_workers(*CASEWORK)
def every(request: WorkerRequest) -> HttpResponse:
    """Which paper, and for what kind of room."""
    return page(
        request,
        "agreements/all.html",
        papers=[(kind, *words) for kind, words in KINDS.items()],
        fundings=list(FUNDINGS.items()),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers(*CASEWORK)
def one(request: WorkerRequest, kind: str, funding: str) -> HttpResponse:
    """Fill in a paper, read it, and have it as PDF."""
    if kind not in list(Kind) or funding not in list(Funding):
        return errors.nothing_here(request)
    which, pays = Kind(kind), Funding(funding)
    began = {"charity": request.user.organisation.name, "first_day": localdate(), "notice_days": 28}
    sent = request.POST if request.method == "POST" else None
    form = Filling(sent, kind=which, funding=pays, initial=began)
    shown: dict[str, Any] = {}
    if form.is_valid():
        try:
            terms = form.terms()
            written = agreements.write(terms)
            if "pdf" in request.POST:
                return _as_pdf(setting.pdf(sheet(written, terms), at=now()), which)
            shown = {"written": written, "check": _check(terms)}
        except BadTerms as bad:
            form.refuse(bad.wrongs)
        except setting.NotSet as wrong:
            form.add_error(None, str(wrong))
    title, _ = KINDS[which]
    return page(
        request, "agreements/one.html", form=form, title=title, rooms=FUNDINGS[pays], kind=which, **shown
    )


def _check(terms: Terms) -> agreements.Check | None:
    """Whether the right to rent is checked, for the paper that lets somebody live there."""
    return agreements.check(terms, {}, book=england()) if terms.kind is Kind.LICENCE else None


def _as_pdf(content: bytes, kind: Kind) -> HttpResponse:
    name = kind.value.replace("_", "-")
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )
