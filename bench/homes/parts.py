"""What is measured of homes, one part after the other."""

from __future__ import annotations

from bench.homes import batch
from bench.report import Figure

PARTS = (batch.measure,)


def measure() -> list[Figure]:
    """Every part's figures."""
    return [figure for part in PARTS for figure in part()]
