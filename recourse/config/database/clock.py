"""Whether the database goes by its own clock: wherever it is used in earnest, whatever day the site names."""

from __future__ import annotations

from collections.abc import Callable

IS_OWN = "select public.recourse_goes_by_its_clock()"
_SETTLE = (
    "create or replace function public.recourse_goes_by_its_clock() returns boolean language sql immutable"
    " parallel safe as 'select {}'"
)


def settle(execute: Callable[[str], object], *, is_real: bool) -> None:
    """As the owner: in earnest the site acts now and the worker never later; otherwise as they say."""
    execute(_SETTLE.format("true" if is_real else "false"))
