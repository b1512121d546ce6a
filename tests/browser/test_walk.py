"""One person from the street to a bed: Noor, Pat and the person, page after page, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]
SCARF = f"Green Scarf {os.getpid()}"


def test_green_scarf_walks_from_the_street_to_a_bed_and_every_page_is_fit_to_be_seen(page_of: Open) -> None:
    seen = Seen()
    noor = page_of("Noor Example", size="390")
    where = noor_meets_green_scarf(noor, seen)
    noor_asks(noor, where, seen)
    noor_agrees_and_refers(noor, where, seen)
    pat = page_of("Pat Pretend", size="1280")
    pat_accepts(pat, seen)
    pat_offers_a_bed(pat, where, seen)
    noor_brings_the_answer(noor, where, seen)
    pat_ends_the_stay(pat, where, seen)
    noor_stops_sharing(noor, where, seen)
    pat.goto(where)
    expect(pat.locator("h1")).to_contain_text("There is nothing here that you may see")
    seen.look(pat, "nothing here")
    noor.goto(f"{where}looks/")
    expect(noor.locator("main")).to_contain_text("Pat Pretend")
    seen.look(noor, "who looked")
    assert seen.wrong == []
    assert len(seen.pages) >= 25


def noor_meets_green_scarf(noor: Page, seen: Seen) -> str:
    expect(noor.locator("h1")).to_have_text("My work")
    seen.look(noor, "my work")
    noor.get_by_role("link", name="Add", exact=True).click()
    seen.look(noor, "search before adding")
    noor.get_by_label("Name, nickname or reference").fill(SCARF)
    noor.get_by_role("button", name="Look").click()
    expect(noor.locator("main")).to_contain_text("Nobody you may see is called that")
    noor.get_by_label("Day").fill("31")
    noor.get_by_label("Month").fill("2")
    noor.get_by_label("Year").fill("1990")
    noor.get_by_label("Nickname, or what you call them").fill(SCARF)
    noor.get_by_label("Where they can be found").fill("Station forecourt")
    noor.get_by_role("button", name="Add this person").click()
    assert noor.get_by_text("31 February 1990 is not a date").count() == 2
    expect(noor.get_by_label("Day")).to_have_value("31")
    seen.look(noor, "a date that is none")
    for part in ("Day", "Month"):
        noor.get_by_label(part).fill("")
    noor.get_by_role("button", name="Add this person").click()
    expect(noor.locator("h1")).to_contain_text(SCARF)
    seen.look(noor, "a person just met")
    return noor.url


def noor_asks(noor: Page, where: str, seen: Seen) -> None:
    noor.goto(f"{where}ask/")
    seen.look(noor, "what it is about")
    noor.locator("label", has_text="A bed").click()
    noor.get_by_role("button", name="Start").click()
    asked = 0
    ways = ("Would rather not say", "Does not know", "Skip for now")
    while noor.get_by_role("button", name="Save and go on").count() and asked < 7:
        if asked < 3:
            seen.look(noor, f"question {asked + 1}")
        if asked == 0:
            expect(noor.locator("h1")).to_contain_text("sleep outside")
            noor.get_by_label("Yes", exact=True).check()
        else:
            noor.locator("label", has_text=ways[asked % 3]).click()
        noor.get_by_role("button", name="Save and go on").click()
        noor.wait_for_load_state()
        asked += 1
    assert asked >= 3
    if noor.get_by_role("button", name="Save and stop here").count():
        noor.get_by_role("button", name="Save and stop here").click()
    noor.goto(f"{where}answers/")
    expect(noor.locator("h1")).to_contain_text("What is open to")
    expect(noor.locator("main")).to_contain_text("Housing Act 1996 s179")
    expect(noor.locator("main")).to_contain_text("Information, not immigration advice")
    seen.look(noor, "answers")
    noor.goto(f"{where}facts/")
    expect(noor.locator("main")).to_contain_text("Would rather not say")
    seen.look(noor, "all that is known")


def noor_agrees_and_refers(noor: Page, where: str, seen: Seen) -> None:
    noor.goto(f"{where}refer/")
    seen.look(noor, "refer to which service")
    noor.locator(".rc-row", has_text="Lamp House Hosting").get_by_role("link").first.click()
    seen.look(noor, "agree first")
    noor.get_by_role("link", name="what to share").click()
    seen.look(noor, "what to share")
    for kind in ("Name", "Housing and support needs"):
        noor.get_by_label(kind, exact=True).check()
    noor.get_by_label("What is it for?").fill("To find them a room")
    noor.get_by_role("button", name="See the words to read aloud").click()
    seen.look(noor, "words to read aloud")
    noor.get_by_label("They said so").check()
    noor.get_by_label("In which language?").fill("Tigrinya")
    noor.get_by_label("I read these words aloud, and they agreed").check()
    for sure in ("They understood the language", "They know that help", "They can decide this"):
        noor.get_by_label(sure).check()
    noor.get_by_role("button", name="Share with Lamp House Hosting").click()
    expect(noor.locator("h1")).to_contain_text("to Lamp House Hosting")
    seen.look(noor, "write the referral")
    areas = noor.locator("main textarea")
    areas.nth(0).fill("Sleeping outside the station; an adviser will see them at an address.")
    if areas.count() > 1:
        areas.nth(1).fill("A room, as soon as one suits.")
    noor.get_by_role("button", name="Refer to Lamp House Hosting").click()
    expect(noor.locator("main")).to_contain_text("Lamp House Hosting")
    seen.look(noor, "a referral, sent")
    noor.goto(f"{where}sharing/")
    seen.look(noor, "sharing")


def pat_accepts(pat: Page, seen: Seen) -> None:
    seen.look(pat, "a manager's work")
    pat.locator(".rc-row", has_text=SCARF).get_by_role("link").last.click()
    seen.look(pat, "a referral, received")
    pat.get_by_role("link", name="Accept").first.click()
    seen.look(pat, "accept")
    pat.get_by_role("button", name="Accept").click()
    expect(pat.locator("main")).to_contain_text("ccepted")


def pat_offers_a_bed(pat: Page, where: str, seen: Seen) -> None:
    pat.goto(where)
    expect(pat.locator("main")).to_contain_text("agreed")
    expect(pat.locator("main")).not_to_contain_text("Station forecourt")
    seen.look(pat, "a person, through a share")
    pat.goto(f"{where}offer/needs/")
    seen.look(pat, "what the scheme asks")
    for words in ("Either", "No", "One: nobody else"):
        pat.locator("label").get_by_text(words, exact=True).first.click()
    pat.get_by_role("button", name="Save and see the beds").click()
    expect(pat.locator("h1")).to_contain_text("bed")
    pat.goto(f"{where}offer/")
    seen.look(pat, "beds that suit")
    pat.locator("main").get_by_role("link", name="Choose").first.click()
    seen.look(pat, "choose a bed")
    pat.get_by_label("Why are they chosen?").fill("They have slept outside the longest of those it suits.")
    pat.get_by_role("button", name="Offer to").click()
    expect(pat.locator("main")).to_contain_text("Waiting for an answer")
    seen.look(pat, "an offer, made")
    for there in ("panel", "panel/decisions", "criteria", "criteria/change"):
        pat.goto(f"/{there}/")
        seen.look(pat, there)


def noor_brings_the_answer(noor: Page, where: str, seen: Seen) -> None:
    noor.goto(f"{where}stays/")
    seen.look(noor, "offers and stays")
    noor.goto("/")
    noor.locator(".rc-row", has_text=SCARF).get_by_role("link", name="answer").first.click()
    expect(noor.locator("main")).not_to_contain_text("WR0 0XX")
    seen.look(noor, "an offer to answer")
    noor.get_by_role("button", name="yes", exact=False).first.click()
    expect(noor.locator("main")).to_contain_text("WR0 0XX")
    seen.look(noor, "an offer, accepted")


def pat_ends_the_stay(pat: Page, where: str, seen: Seen) -> None:
    pat.goto("/homes/")
    seen.look(pat, "homes")
    pat.goto(f"{where}stays/")
    pat.get_by_role("link", name="End", exact=False).first.click()
    seen.look(pat, "end the stay")
    pat.get_by_label("As planned").check()
    pat.get_by_label("Friends or family").check()
    pat.locator("main button").first.click()
    expect(pat.locator("main")).to_contain_text("nded")
    seen.look(pat, "a stay, ended")


def noor_stops_sharing(noor: Page, where: str, seen: Seen) -> None:
    noor.goto(f"{where}sharing/")
    noor.get_by_role("link", name="Stop sharing", exact=False).first.click()
    seen.look(noor, "stop sharing")
    noor.get_by_role("button", name="Stop sharing", exact=False).click()
    noor.goto(where)
    seen.look(noor, "the whole story")
