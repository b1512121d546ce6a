"""Says what a file is by its first bytes, never by its name, and has it made anew."""

from __future__ import annotations

from recourse.records.papers.cleaning import documents, photographs
from recourse.records.papers.cleaning.refusing import Refused

_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")


def form_of(raw: bytes) -> str:
    """Say JPEG, PNG, WEBP or PDF, or raise `Refused`."""
    if raw.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "WEBP"
    if raw.startswith(b"%PDF-"):
        return "PDF"
    if raw[4:8] == b"ftyp" and raw[8:12] in _HEIC:
        raise Refused("heic")
    if raw.startswith((b"GIF87a", b"GIF89a")):
        raise Refused("moving")
    raise Refused("unknown")


def made_anew(raw: bytes) -> tuple[str, int, bytes]:
    """Give what it is kept as, how many pages it has, and the new bytes."""
    form = form_of(raw)
    if form == "PDF":
        pages, content = documents.made_anew(raw)
        return "pdf", pages, content
    kept_as, content = photographs.made_anew(raw, form=form)
    return kept_as, 1, content
