"""The streams of a PDF: none may unfold to more than a page can need; pictures lose what stands beside."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from pikepdf import Array, Name, Pdf, Stream

from recourse.records.papers.cleaning.photographs import MOST_POINTS
from recourse.records.papers.cleaning.refusing import Refused

MOST_OF_ONE = 100 * 1024 * 1024
MOST_OF_ALL = 400 * 1024 * 1024
MOST_FILTERS = 3
_PICTURE_DATA = {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}
_LONG = {"/DCT": "/DCTDecode"}
_BOXES = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")
_FLATE = {"/FlateDecode", "/Fl"}
# What programs and cameras say; JFIF and Adobe's colours stay.
_LEFT_BEHIND = {*range(0xE1, 0xEE), 0xEF, 0xFE}


def require_sense(source: Pdf) -> None:
    """Raise `Refused` when a stream unfolds to too much, or a picture has too many points."""
    together = 0
    for thing in source.objects:
        if isinstance(thing, Stream):
            _require_points(thing)
            together += unfolded(thing)
            if together > MOST_OF_ALL:
                raise Refused("too_much_inside")


def unfolded(stream: Stream) -> int:
    """How many bytes a stream unfolds to; a picture's own format is left folded."""
    names = filters(stream)
    if len(names) > MOST_FILTERS:
        raise Refused("too_much_inside")
    data: bytes = stream.read_raw_bytes()
    for name in names:
        if name in _PICTURE_DATA:
            break
        if name not in _FLATE:
            return _read_whole(stream, names)
        data = _inflated(data)
    return len(data)


def filters(stream: Stream) -> list[str]:
    """The names of a stream's filters, first to be undone first."""
    said = stream.stream_dict.get("/Filter")
    if said is None:
        return []
    return [str(one) for one in said] if isinstance(said, Array) else [str(said)]


def strip(stream: Stream) -> None:
    """Take the camera's notes, and the place, out of a photograph inside a PDF."""
    *before, last = filters(stream) or [""]
    if last not in _STRIPPED:
        return
    data: bytes = stream.read_raw_bytes()
    for name in before:
        if name not in _FLATE:
            raise Refused("broken")
        data = _inflated(data)
    stream.write(_STRIPPED[last](data), filter=Name(_LONG.get(last, last)))


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without the segments in which programs and cameras write."""
    kept = [jpeg[:2]]
    for marker, segment, rest in _segments(jpeg):
        if marker == 0xDA:
            kept.append(rest)
            break
        if marker not in _LEFT_BEHIND:
            kept.append(segment)
    return b"".join(kept)


def without_boxes(jp2: bytes) -> bytes:
    """A JPEG 2000 picture without the boxes in which programs and cameras write."""
    if jp2[:4] == b"\xff\x4f\xff\x51":
        return jp2
    kept, at = [], 0
    while at + 8 <= len(jp2):
        length = int.from_bytes(jp2[at : at + 4], "big") or len(jp2) - at
        if length < 8:
            raise Refused("broken")
        if jp2[at + 4 : at + 8] in _BOXES:
            kept.append(jp2[at : at + length])
        at += length
    return b"".join(kept)


def _segments(jpeg: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each segment up to the points: its marker, its bytes, and everything from it on."""
    if jpeg[:2] != b"\xff\xd8":
        raise Refused("broken")
    at = 2
    while at + 4 <= len(jpeg):
        if jpeg[at] != 0xFF:
            raise Refused("broken")
        if jpeg[at + 1] == 0xFF:
            at += 1
            continue
        after = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        yield jpeg[at + 1], jpeg[at:after], jpeg[at:]
        at = after
    raise Refused("broken")


def _require_points(stream: Stream) -> None:
    if stream.stream_dict.get("/Subtype") == Name.Image:
        points = int(stream.stream_dict.get("/Width", 0)) * int(stream.stream_dict.get("/Height", 0))
        if not 0 <= points <= MOST_POINTS:
            raise Refused("too_many_pixels")


_STRIPPED = {"/DCTDecode": without_notes, "/DCT": without_notes, "/JPXDecode": without_boxes}


def _inflated(data: bytes) -> bytes:
    unfolding = zlib.decompressobj()
    try:
        found = unfolding.decompress(data, MOST_OF_ONE)
    except zlib.error:
        raise Refused("broken") from None
    if unfolding.unconsumed_tail:
        raise Refused("too_much_inside")
    return found


def _read_whole(stream: Stream, names: list[str]) -> int:
    """Older ways of folding; the process's own memory bounds them."""
    size = len(stream.read_bytes()) if not _PICTURE_DATA & set(names) else len(stream.read_raw_bytes())
    if size > MOST_OF_ONE:
        raise Refused("too_much_inside")
    return size
