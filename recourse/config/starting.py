"""What must be true before the site may serve anybody."""

from __future__ import annotations


class Unsafe(Exception):
    """A setting would let somebody in who should not be."""


def refuse_unsafe() -> None:
    """Raise with every sentence that speaks against starting."""
    from django.core import checks

    import recourse.pages.door.checks  # noqa: F401

    found = checks.run_checks(tags=[checks.Tags.security])
    if wrong := [str(each.msg) for each in found if each.level >= checks.ERROR and not each.is_silenced()]:
        raise Unsafe("Recourse refuses to start: " + " ".join(wrong))
