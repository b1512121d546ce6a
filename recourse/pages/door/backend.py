"""Compares a password with a worker's; whose session it is, `who` says."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend


class Workers(ModelBackend):
    """Finds a worker by the address they sign in with, and does the same work when there is none."""
