"""Puts into a few words with what somebody signs in; the browser's own long line is not kept."""

from __future__ import annotations

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android device"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


def words(user_agent: str) -> str:
    """Such as "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "A browser")
    machine = next((name for mark, name in MACHINES if mark in user_agent), "")
    return f"{browser} on {machine}" if machine else browser
