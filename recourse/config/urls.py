"""The addresses: each journey brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

_JOURNEYS = [
    "look",
    "door",
    "work",
    "deadlines",
    "people",
    "asking",
    "answers",
    "sharing",
    "papers",
    "disclosing",
    "refusals",
    "plan",
    "tasks",
    "statement",
    "referring",
    "homes",
    "agreements",
    "offers",
    "panels",
    "fairness",
    "directory",
    "staff",
    "planning",
    "money",
    "hosts",
    "numbers",
    "changes",
    "law",
    "keeping",
    "emergency",
    "ledger",
    "api",
]

handler400 = "recourse.pages.look.errors.not_understood"
handler403 = "recourse.pages.look.errors.nothing_here"
handler404 = "recourse.pages.look.errors.nothing_here"
handler500 = "recourse.pages.look.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"recourse.pages.{journey}.urls")) for journey in _JOURNEYS
]
