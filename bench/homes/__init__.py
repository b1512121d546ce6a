"""Homes measured: who is offered which place, the money and the beds, each against its rivals."""

from __future__ import annotations

from importlib import import_module

from bench.report import Figure

# Each a module of this package with `measure`.
PARTS = ("batch", "years", "refugees", "queues", "cross_subsidy")


def measure() -> list[Figure]:
    """Every part, one after the other."""
    return [figure for part in PARTS for figure in import_module(f"bench.homes.{part}").measure()]
