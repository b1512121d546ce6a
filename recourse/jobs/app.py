"""The queue of background work, kept in the same database, with every job the worker knows."""

from procrastinate.contrib.django import app

from recourse.jobs import figures, keeping, lapsing, signing, sweeping

__all__ = ["app", "figures", "keeping", "lapsing", "signing", "sweeping"]
