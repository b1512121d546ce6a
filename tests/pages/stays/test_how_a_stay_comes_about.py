"""Pat makes the licence from the stay, says who pays, and is told to take no rent before a look."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.papers import queries as papers
from recourse.records.papers.models import Paper
from recourse.records.placements.models import Mark, Stay
from tests.pages.seen import words
from tests.pages.stays.test_the_course_of_a_stay import day, sent, signed_in, stay, town
from tests.personas import Agencies, as_

__all__ = ["stay", "town"]
pytestmark = pytest.mark.django_db


def course(client: object, stay: Stay) -> str:
    return words(client.get(reverse("stays:course", args=[stay.pk])))  # type: ignore[attr-defined]


def test_rent_is_taken_only_after_a_look_at_the_right_to_rent(town: Agencies, stay: Stay) -> None:
    pat = signed_in(town.pat)
    assert "Take no rent yet" not in course(pat, stay)
    kept = sent(pat, stay, "pays", who="paying", pence="60", words="Her work began.", **day("from_day", 3))
    assert kept.status_code == 302
    assert "Take no rent yet" in course(pat, stay)
    assert "Take no rent yet" in words(pat.get(reverse("stays:due")))
    there = reverse("stays:right_to_rent", args=[stay.pk])
    page = words(pat.get(there))
    assert "What to do before rent is taken" in page
    place = {"self_contained": "no", "shared_cooking_or_board": "yes"}
    assert "No check is needed" in words(pat.get(there, place | {"arranged_by_council": ""}))
    sent(pat, stay, "right_to_rent", found="has_it", words="A share code.", **day("on"))
    assert "Take no rent yet" not in course(pat, stay)
    assert "Take no rent" not in course(signed_in(town.noor), stay)


def test_the_licence_is_filled_in_from_the_stay_and_kept_as_it_was_made(town: Agencies, stay: Stay) -> None:
    pat = signed_in(town.pat)
    there = reverse("stays:paper", args=[stay.pk, "licence"])
    form = pat.get(there).context["form"]
    said = {name: form.initial.get(name, "") for name in form.fields if name not in ("first_day", "last_day")}
    assert said["resident"] and "Lane" in said["home"] and said["room"].endswith("Bed 1")
    said["answer_to"] = "1 Lamp Street, 01632 960 001"
    said |= day("first_day") | day("last_day", 60) | {"notice_days": 28}
    assert "Because nobody pays for the room" in words(pat.post(there, said))
    first = pat.post(there, said | {"keep": "1"})
    again = pat.post(there, said | {"keep": "1"})
    assert first.status_code == again.status_code == 302 and first["Location"] == again["Location"]
    with as_(town.pat, at=now()):
        paper = Paper.objects.get(kind="of_a_stay")
        assert papers.content(paper).startswith(b"%PDF") and paper.note.startswith("Licence for ")
    pat.post(reverse("papers:remove", args=[paper.pk]))
    with as_(town.pat, at=now()):
        assert Paper.objects.filter(pk=paper.pk).exists(), "what was made here stays"
    assert signed_in(town.sam).get(there).status_code == 404
    assert signed_in(town.noor).get(there).status_code == 404


def test_a_free_room_that_is_paid_for_later_has_its_papers_from_that_day(town: Agencies, stay: Stay) -> None:
    pat = signed_in(town.pat)
    sent(pat, stay, "pays", who="paying", pence="60", words="Her work begins.", **day("from_day", 40))
    licence = pat.get(reverse("stays:paper", args=[stay.pk, "licence"])).context["form"]
    assert licence.initial["first_day"] == localdate() + timedelta(days=40)
    assert licence.initial["pounds"] == "60.00"
    sent(pat, stay, "notice", days=21, council_pays="no", reason="It goes back.", **day("reaches_them"))
    notice = pat.get(reverse("stays:paper", args=[stay.pk, "notice"])).context["form"]
    assert (notice.initial["notice_days"], notice.initial["pounds"]) == (21, "")
    said = {name: notice.initial.get(name, "") for name in notice.fields}
    said |= day("first_day", -1) | day("given_on") | {"answer_to": "1 Lamp Street, 01632 960 001"}
    read = words(pat.post(reverse("stays:paper", args=[stay.pk, "notice"]), said))
    assert "You pay nothing for the room, so the law asks for reasonable notice. We give 21 days." in read


def test_a_form_sent_twice_is_kept_once_and_one_opened_before_a_colleague_s_is_refused(
    town: Agencies, stay: Stay
) -> None:
    pat = signed_in(town.pat)
    there = reverse("stays:incident", args=[stay.pk])
    shown = pat.get(there).context["form"].initial
    said = {"words": "A window broke.", **day("on"), "done": shown["done"], "seen": shown["seen"]}
    assert pat.post(there, said).status_code == pat.post(there, said).status_code == 302
    stale = pat.post(there, said | {"done": "", "words": "The alarm rang."})
    assert stale.status_code == 409 and "Somebody changed this" in words(stale)
    with as_(town.pat, at=now()):
        assert Mark.objects.filter(kind="incident").count() == 1


def test_the_way_from_a_meeting_to_a_plan_stands_on_one_page(town: Agencies, stay: Stay) -> None:
    pat = signed_in(town.pat)
    sent(pat, stay, "arrange", words="At the library.", **day("on", 1))
    sent(pat, stay, "meet", went="well", words="She likes the room.", **day("on"))
    sent(pat, stay, "agree", paper="licence", signed_by="Pat and Mina", **day("on"))
    sent(pat, stay, "move_on", to="own_tenancy", steps="Open an account.", **day("until", 70))
    page = course(pat, stay)
    for told in (
        "they want to go on",
        "signed",
        "Pat and Mina",
        "A tenancy of their own",
        "Open an account.",
    ):
        assert told in page, told
    assert "Open an account." in words(pat.get(reverse("stays:look", args=[stay.pk])))
    assert str(localdate().day) in page
