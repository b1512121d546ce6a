"""Looking ahead: how many free rooms the paying ones carry, and how long the money lasts; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from recourse.pages.look.guards import WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.money import drawing, what_if
from recourse.pages.money.drawing import Row
from recourse.pages.money.forms import FREE
from recourse.reasoning import money
from recourse.reasoning.money import BadMoney, Runway, Scheme, Worse
from recourse.records.funds import queries

SEED, MOST_SHOWN = 1, 12
#: So that a page of a scheme of any size is answered at once.
FEWEST_FUTURES, ROOM_FUTURES = 200, 60_000
USUAL_WORSE = {"voids": 10, "falls": 10, "late": 4, "months": 36}


@require_safe
@for_workers("manager")
def free_rooms(request: WorkerRequest) -> HttpResponse:
    """How many free rooms the paying ones carry, and where nothing is left or lacking."""
    own, unsaid = _own(request)
    form = _form(request, what_if.WhatIf, own)
    told: dict[str, Any] = {}
    if scheme := _scheme(form, own):
        try:
            told = _carried(scheme)
        except BadMoney as wrong:
            told = {"wrong": str(wrong)}
    is_own = not form.is_bound
    return page(request, "money/free_rooms.html", form=form, is_own=is_own, unsaid=unsaid, **told)


@require_safe
@for_workers("manager")
def how_long(request: WorkerRequest) -> HttpResponse:
    """How many months the money lasts, if rooms stand empty, councils pay less and people move in late."""
    own, unsaid = _own(request)
    form = _form(request, what_if.Lasting, own)
    told: dict[str, Any] = {}
    scheme = _scheme(form, own)
    if scheme and scheme.rooms:
        worse = form.worse() if form.is_bound else _usual(form)
        futures = max(FEWEST_FUTURES, min(money.FUTURES, ROOM_FUTURES // scheme.rooms))
        lasts, ends = money.fan(scheme, worse, seed=SEED, futures=futures)
        calm = money.runway(scheme, Worse(months=worse.months), seed=SEED, futures=futures)
        told = {
            "overdrawn": max(0, -scheme.in_the_bank),
            "said": _said(lasts, worse.months),
            "calm": _said(calm, worse.months),
            "runs_out": round(100 * lasts.runs_out),
            "futures": lasts.futures,
            "months": worse.months,
            "fans": [_fan(ends, key="wide", width=720), _fan(ends, key="narrow", width=326)],
            "table": ends[:: max(1, len(ends) // 12)],
        }
    told |= {"is_own": not form.is_bound, "unsaid": unsaid}
    if not form.is_bound:
        told["balance"] = queries.balance(localdate())
    return page(request, "money/how_long.html", form=form, scheme=scheme, **told)


def _own(request: WorkerRequest) -> tuple[Scheme, list[str]]:
    """The scheme as it stands, and of which rooms nobody has said what they bring."""
    today = localdate()
    books = queries.books(request.user, until=today)
    own, rates = queries.scheme_on(today, books), money.rates_on(books, today)
    return own, [what_if.KINDS[one.name] for one in own.kinds if one.name not in (FREE, *rates)]


def _form(request: WorkerRequest, kind: Any, own: Scheme) -> Any:
    kinds = what_if.kinds_of(own)
    if request.GET:
        return kind(request.GET, kinds=kinds)
    return kind(initial=what_if.figures(own) | USUAL_WORSE, kinds=kinds)


def _scheme(form: Any, own: Scheme) -> Scheme | None:
    if not form.is_bound:
        return own
    found: Scheme | None = form.scheme() if form.is_valid() else None
    return found


def _usual(form: Any) -> Worse:
    form.cleaned_data = USUAL_WORSE
    found: Worse = form.worse()
    return found


def _carried(scheme: Scheme) -> dict[str, Any]:
    can = money.carried(scheme)
    free = sum(kind.rooms for kind in scheme.kinds if kind.is_free)
    most = max(can.rooms, free) + 2
    shown = sorted({*range(0, most + 1, -(-most // MOST_SHOWN)), can.rooms, free})
    steps = [(count, money.left_with(scheme, free=count)) for count in shown]
    rows = [Row(f"{count} free", (("solid" if left >= 0 else "hatched", left),)) for count, left in steps]
    needed = money.occupancy_needed(scheme)
    year = money.year(scheme)
    return {
        "can": can,
        "free": free,
        "more": can.rooms - free,
        "too_many": free - can.rooms,
        "needed": None if needed is None else float(100 * needed),
        "paid_needed": money.paid_rooms_needed(scheme),
        "paying": scheme.rooms - free,
        "rooms": scheme.rooms,
        "year": year,
        "steps": steps,
        "plots": drawing.both(rows, names=70),
    }


def _said(lasts: Runway, months: int) -> dict[str, Any]:
    """A runway in words: the middle, and between which months nine of ten futures lie."""

    def month(value: int | None) -> str:
        return f"more than {months} months" if value is None else f"{value} month{'' if value == 1 else 's'}"

    return {
        "is_safe": lasts.months is None,
        "middle": month(lasts.months),
        "low": month(lasts.low),
        "high": month(lasts.high),
    }


@dataclass(frozen=True)
class Fan:
    """Everything a template needs to draw what is in the bank, month by month, in many futures."""

    key: str
    width: int
    height: int
    start: int
    end: int
    foot: int
    nought: int
    band: str
    middle: str
    marks: list[tuple[int, str]]
    months: list[tuple[int, str]]


def _fan(ends: Sequence[tuple[int, int, int, int]], *, key: str, width: int, height: int = 260) -> Fan:
    most, least = max(0, *(one[3] for one in ends)), min(0, *(one[1] for one in ends))
    step = drawing.step(max(1, most - least))
    low, high = least // step * step, -(-max(1, most) // step) * step
    start, end, foot = 58, width - 10, height - 26

    def across(month: int) -> int:
        return start + round((end - start) * month / max(1, ends[-1][0]))

    def up(pennies: int) -> int:
        return round(foot - (foot - 10) * (pennies - low) / (high - low))

    upper = [f"{across(month)},{up(top)}" for month, _, _, top in ends]
    lower = [f"{across(month)},{up(bottom)}" for month, bottom, _, _ in reversed(ends)]
    every = max(1, ends[-1][0] // (6 if width > 500 else 3))
    return Fan(
        key=key,
        width=width,
        height=height,
        start=start,
        end=end,
        foot=foot,
        nought=up(0),
        band=" ".join(upper + lower),
        middle=" ".join(f"{across(month)},{up(middle)}" for month, _, middle, _ in ends),
        marks=[(up(mark), drawing.short(mark)) for mark in range(low, high + 1, step)],
        months=[(across(month), f"{month}") for month in range(0, ends[-1][0] + 1, every)],
    )
