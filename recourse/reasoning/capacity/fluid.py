"""The fluid model: people as a steady stream, without chance; the smaller a scheme, the more it flatters."""

from __future__ import annotations

from math import inf, log

from recourse.reasoning.capacity.scheme import Expected, Scheme


def fluid(scheme: Scheme) -> Expected:
    """What a scheme settles to if people came like water.

    Beds give up `beds / stay_days` places a day. Where more come, the wait grows until as many give up as
    cannot be housed: patience longer than w has the share exp(-w / patience).
    """
    if scheme.wanted <= scheme.beds:
        return Expected(housed=1.0, lost=0.0, wait_days=0.0, in_use=scheme.wanted / scheme.beds)
    housed = scheme.beds / scheme.wanted
    wait = -scheme.patience_days * log(housed) if housed else inf
    return Expected(housed=housed, lost=1 - housed, wait_days=wait, in_use=1.0)
