"""The queue of background work, kept in the same database, with every job the worker knows."""

from procrastinate.contrib.django import app

from recourse.jobs import (
    destroying,
    figures,
    keeping,
    lapsing,
    letting_in,
    pricing,
    reading,
    signing,
    sweeping,
    telling_owners,
    touching,
)

__all__ = [
    "app",
    "destroying",
    "figures",
    "keeping",
    "lapsing",
    "letting_in",
    "pricing",
    "reading",
    "signing",
    "sweeping",
    "telling_owners",
    "touching",
]
