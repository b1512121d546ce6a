"""The streams of a PDF: none may unfold to more than a page can need; pictures lose what stands beside."""

from __future__ import annotations

import zlib
from typing import Any

from pikepdf import Array, Name, Pdf, Stream

from recourse.records.papers.cleaning import pictures
from recourse.records.papers.cleaning.photographs import MOST_POINTS
from recourse.records.papers.cleaning.refusing import Refused

MOST_OF_ONE = 100 * 1024 * 1024
MOST_OF_ALL = 400 * 1024 * 1024
MOST_FILTERS = 3
_PICTURE_DATA = {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}
_LONG = {"/DCT": "/DCTDecode"}
_FLATE = {"/FlateDecode", "/Fl"}


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
    """Take the camera's notes, and the place, out of a photograph, and what stands behind folded data."""
    *before, last = filters(stream) or [""]
    data: bytes = stream.read_raw_bytes()
    if last not in _STRIPPED:
        if (before or [last])[0] in _FLATE:
            _cut(stream, data)
        return
    for name in before:
        if name not in _FLATE:
            raise Refused("broken")
        data = _inflated(data)
    stream.write(_STRIPPED[last](data), filter=Name(_LONG.get(last, last)))


def _require_points(stream: Stream) -> None:
    if stream.stream_dict.get("/Subtype") == Name.Image:
        points = int(stream.stream_dict.get("/Width", 0)) * int(stream.stream_dict.get("/Height", 0))
        if not 0 <= points <= MOST_POINTS:
            raise Refused("too_many_pixels")


_STRIPPED = {"/DCTDecode": pictures.jpeg, "/DCT": pictures.jpeg, "/JPXDecode": pictures.jpeg_2000}


def _cut(stream: Stream, data: bytes) -> None:
    """Leave behind what stands after the end of folded data, where nothing that shows a page looks."""
    unfolding = zlib.decompressobj()
    unfolding.decompress(data, MOST_OF_ONE)
    if unfolding.unused_data:
        how: dict[str, Any] = {
            "filter": stream.stream_dict.get("/Filter"),
            "decode_parms": stream.stream_dict.get("/DecodeParms"),
        }
        stream.write(data[: -len(unfolding.unused_data)], **how)


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
