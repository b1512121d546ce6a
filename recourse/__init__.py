"""Recourse: what a destitute migrant may have, who may help, and a bed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recourse.reasoning.rulebook import check as check

__all__ = ["check"]


def __getattr__(name: str) -> Any:
    if name == "check":
        from recourse.reasoning.rulebook import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
