"""The queue of background work, kept in the same database, with every job the worker knows."""

from procrastinate.contrib.django import app

from recourse.jobs import figures, keeping, lapsing, reading, signing, sweeping

__all__ = ["app", "figures", "keeping", "lapsing", "reading", "signing", "sweeping"]
