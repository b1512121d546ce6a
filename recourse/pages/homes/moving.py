"""Taking homes in from a sheet, tried first, and giving them out as one."""

from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from recourse.pages.homes import bringing, sheets
from recourse.pages.look import days, errors, forms, once, receipts
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, fresh
from recourse.pages.look.page import page
from recourse.records.homes import actions as homes
from recourse.records.homes import may, queries

if TYPE_CHECKING:
    from recourse.records.homes.models import Home, Lease

GET_OR_POST = ["GET", "HEAD", "POST"]
MOST_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetBox(django_forms.FileInput):
    """The device's own way to a file."""

    template_name = "papers/widgets/file_box.html"


class Bringing(forms.Form):
    """A sheet, and whether it is only tried."""

    sheet = django_forms.Field(
        label="Choose a CSV or XLSX file",
        required=False,
        help_text="Up to 2 MB and 5,000 rows.",
        widget=SheetBox(attrs={"accept": ".csv,.xlsx", "multiple": False}),
    )
    how = forms.Choice(
        "What should happen?",
        (
            ("try", "Only try it", "Says what would come in and what is wrong. Nothing is kept."),
            ("keep", "Take it in", "All of it, or nothing when anything is wrong."),
        ),
        missing="Choose whether it is only tried.",
    )
    once = forms.Hidden()


class Giving(forms.Form):
    """Which kind of file."""

    kind = forms.Choice(
        "Which kind of file?",
        (("xlsx", "XLSX", "For a spreadsheet program."), ("csv", "CSV", "For any other program.")),
        missing="Choose a kind of file.",
    )


@require_http_methods(GET_OR_POST)
@for_workers(*CASEWORK)
def take_in(request: WorkerRequest) -> HttpResponse:
    """Try a sheet of homes, or take it in whole."""
    if not may.enter(request.user):
        return errors.nothing_here(request)
    sent = request.method == "POST"
    form = Bringing(request.POST, request.FILES) if sent else asked()
    rows = rows_of(form) if form.is_valid() else None
    if rows and is_done(request, form):
        return redirect("homes:all")
    brought = _brought(rows) if rows else None
    if rows and brought and not brought.wrong and form.cleaned_data["how"] == "keep":
        try:
            kept = homes.take_in(brought.homes, by=request.user, at=now())
        except homes.AlreadyThere:
            brought = _brought(rows)
        else:
            return taken_in(request, form, f"{len(kept)} home{'' if len(kept) == 1 else 's'} taken in.")
    told: dict[str, Any] = {"columns": bringing.COLUMNS, "brought": brought, "most": MOST_SHOWN}
    if brought:
        told["wrong"] = brought.wrong[:MOST_SHOWN]
        told["rooms"] = sum(len(home.rooms) for home in brought.homes)
    return page(request, "homes/take_in.html", form=form, **told)


@require_http_methods(GET_OR_POST)
@for_workers(*CASEWORK)
@fresh
def give_out(request: WorkerRequest) -> HttpResponse:
    """Every home of the agency as a sheet, addresses too."""
    if not may.enter(request.user):
        return errors.nothing_here(request)
    form = Giving(request.POST or None)
    if not form.is_valid():
        return page(request, "homes/give_out.html", form=form)
    rows = [list(bringing.COLUMNS)]
    leases = queries.leases_on(localdate())
    for home in homes.give_out(by=request.user, at=now()):
        rows += _rows(home, leases.get(home.pk))
    return as_file(rows, kind=form.cleaned_data["kind"], name="homes")


def as_file(rows: list[list[str]], *, kind: str, name: str) -> HttpResponse:
    """Rows as a file to keep, of one kind or the other."""
    is_csv = kind == "csv"
    raw = sheets.csv_of(rows) if is_csv else sheets.xlsx_of(rows)
    answer = HttpResponse(raw, content_type="text/csv; charset=utf-8" if is_csv else XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{"csv" if is_csv else "xlsx"}"'
    return answer


def asked() -> Bringing:
    """A form nobody filled in yet."""
    return Bringing(initial={"how": "try", "once": once.token()})


def is_done(request: WorkerRequest, form: Bringing) -> bool:
    """Whether this very form was taken in a moment ago; the next page says so."""
    said = form.cleaned_data
    if said["how"] != "keep" or not said["once"] or not once.done(request, said["once"]):
        return False
    receipts.give(request, "This was taken in a moment ago. Nothing was taken in twice.")
    return True


def taken_in(request: WorkerRequest, form: Bringing, receipt: str) -> HttpResponse:
    """Go on to the homes, and know this form should it come again."""
    receipts.give(request, receipt)
    if form.cleaned_data["once"]:
        once.remember(request, form.cleaned_data["once"], led_to=reverse("homes:all"))
    return redirect("homes:all")


def _brought(rows: list[list[str]]) -> bringing.Brought:
    taken = frozenset(queries.homes().values_list("name", flat=True))
    return bringing.understood(rows, taken=taken)


def rows_of(form: Bringing) -> list[list[str]] | None:
    """The rows of the sheet that was sent; nothing, and the form says why, where there are none."""
    sheet = form.files.get("sheet")
    if not sheet:
        form.add_error("sheet", "Choose a file.")
        return None
    if (sheet.size or 0) > sheets.MOST_BYTES:
        form.add_error("sheet", "The file is larger than 2 MB. Take it in in parts.")
        return None
    try:
        return sheets.read(sheet.read())
    except sheets.Unreadable as wrong:
        form.add_error("sheet", str(wrong))
        return None


def _rows(home: "Home", lease: "Lease | None") -> list[list[str]]:
    last = lease.after_last_day if lease else None
    let = ["", "", ""]
    if lease:
        until = days.last_day(last).isoformat() if last else ""
        let = [lease.first_day.isoformat(), until, f"{lease.pence_a_month / 100:.2f}"]
    about = [home.name, home.sort, home.who_for, "yes" if home.is_step_free else "no", home.area]
    about += [home.address.text if hasattr(home, "address") else "", home.landlord]
    rows = []
    for room in home.rooms.all():
        beds = list(room.bedspaces.all())
        begun = [state.first_day for bed in beds for state in bed.states.all()]
        ready = min(begun).isoformat() if begun else ""
        kind = beds[0].kind if beds else ""
        rows.append([*about, room.name, str(room.sleeps), kind, ready, *let])
    return rows
