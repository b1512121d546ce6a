"""Copies what is printed on a PDF's pages into a new PDF, and leaves all else behind."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from recourse.records.papers.cleaning import streams
from recourse.records.papers.cleaning.refusing import Refused

MOST_PAGES = 100
# A page is what it shows: no annotations, actions, forms, threads, thumbnails or notes of programs.
SHOWN = {
    "/Contents",
    "/CropBox",
    "/Group",
    "/MediaBox",
    "/Parent",
    "/Resources",
    "/Rotate",
    "/Type",
    "/UserUnit",
}
# Wherever these stand inside a page's resources, they can only tell or do something unseen.
NEVER = {
    "/AA",
    "/AF",
    "/Alternates",
    "/Annots",
    "/EF",
    "/JS",
    "/JavaScript",
    "/LastModified",
    "/Metadata",
    "/OpenAction",
    "/OPI",
    "/PieceInfo",
    "/PS",
    "/Ref",
    "/StructParent",
    "/StructParents",
    "/Thumb",
    "/URI",
}
UNREADABLE = (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, LookupError, OSError)
OUTSIDE = {"/F", "/FFilter", "/FDecodeParms"}


def made_anew(raw: bytes) -> tuple[int, bytes]:
    """Give the number of pages and the new bytes, or raise `Refused`."""
    try:
        with Pdf.open(io.BytesIO(raw)) as source:
            return _copied(source)
    except pikepdf.PasswordError:
        raise Refused("locked") from None
    except UNREADABLE:
        raise Refused("broken") from None
    except RuntimeError:  # qpdf's own limits
        raise Refused("too_much_inside") from None


def _copied(source: Pdf) -> tuple[int, bytes]:
    if source.is_encrypted:
        raise Refused("locked")
    count = len(source.pages)
    if not count:
        raise Refused("broken")
    if count > MOST_PAGES:
        raise Refused("too_many_pages")
    streams.require_sense(source)
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("screen")
    new = Pdf.new()
    for page in source.pages:
        for key in set(page.obj.keys()) - SHOWN:
            del page.obj[key]
        new.pages.append(page)
    for thing in new.objects:
        _stripped(thing)
    out = io.BytesIO()
    new.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return count, out.getvalue()


def _stripped(thing: Object, deep: int = 0) -> None:
    """Take out, here and in whatever is written inside it, what is never seen."""
    if deep > 50:
        raise Refused("too_much_inside")
    if isinstance(thing, Stream):
        for key in OUTSIDE & set(thing.stream_dict.keys()):
            del thing.stream_dict[key]
        streams.strip(thing)
    if isinstance(thing, Dictionary | Stream):
        inside = thing.stream_dict if isinstance(thing, Stream) else thing
        for key in NEVER & set(inside.keys()):
            del inside[key]
        if inside.get("/Subtype") == Name.PS:
            inside["/Subtype"] = Name.Form
        parts = [value for _, value in inside.items()]
    elif isinstance(thing, Array):
        parts = list(thing)
    else:
        return
    for part in parts:
        if isinstance(part, Object) and not part.is_indirect:
            _stripped(part, deep + 1)
