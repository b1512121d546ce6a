"""The pictures inside a PDF: what is drawn stays, bit for bit; what programs and cameras write does not.

Both formats are copied by a list of the parts that make the picture, up to its end and no further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from recourse.records.papers.cleaning.refusing import Refused

# JPEG: frames, tables, restarts and scans. Of JFIF and Adobe's colours only what says how to read the points.
_DRAWS = {*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD} - {0xC8}
_SCAN, _END = 0xDA, 0xD9
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
# JPEG 2000: the boxes that make the picture, and of its stream everything but comments.
_BOXES = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")
_IN_HEADER = (b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef")
_STREAM, _TILE, _DATA, _COMMENT, _STREAM_ENDS = (
    b"\xff\x4f",
    b"\xff\x90",
    b"\xff\x93",
    b"\xff\x64",
    b"\xff\xd9",
)


def jpeg(raw: bytes) -> bytes:
    """A JPEG without notes, without the small copy some carry, and without what stands behind its end."""
    if raw[:2] != b"\xff\xd8":
        raise Refused("broken")
    return b"".join([raw[:2], *_parts(raw), b"\xff\xd9"])


def _parts(raw: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        marker, at = _marker(raw, at)
        if marker == _END:
            return
        after = at + int.from_bytes(raw[at : at + 2], "big")
        if after < at + 2 or after > len(raw):
            raise Refused("broken")
        yield _kept(marker, raw[at + 2 : after])
        at = after
        if marker == _SCAN:
            points_end = _AFTER_SCAN.search(raw, at)
            at = points_end.start() if points_end else len(raw)
            yield raw[after:at]
            if points_end is None:  # cut short: viewers show what is there
                return


def _marker(raw: bytes, at: int) -> tuple[int, int]:
    if raw[at : at + 1] != b"\xff":
        raise Refused("broken")
    while raw[at : at + 1] == b"\xff":
        at += 1
    if at >= len(raw):
        raise Refused("broken")
    return raw[at], at + 1


def _kept(marker: int, words: bytes) -> bytes:
    if marker == 0xE0 and words.startswith(b"JFIF\0"):
        words = words[:12].ljust(12, b"\0") + b"\0\0"
    elif marker == 0xEE and words.startswith(b"Adobe"):
        words = words[:12]
    elif marker not in _DRAWS and marker != _SCAN:
        return b""
    return b"\xff" + bytes([marker]) + (len(words) + 2).to_bytes(2, "big") + words


def jpeg_2000(raw: bytes) -> bytes:
    """A JPEG 2000 picture without the boxes, comments and tail in which programs and cameras write."""
    if raw[:2] == _STREAM:
        return b"".join(_stream(raw))
    return b"".join(_kept_box(kind, inside) for kind, inside in _boxes(raw) if kind in _BOXES)


def _boxes(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(raw):
        length, begins = int.from_bytes(raw[at : at + 4], "big") or len(raw) - at, at + 8
        if length == 1:
            length, begins = int.from_bytes(raw[at + 8 : at + 16], "big"), at + 16
        if length < begins - at:
            raise Refused("broken")
        yield raw[at + 4 : at + 8], raw[begins : at + length]
        at += length


def _kept_box(kind: bytes, inside: bytes) -> bytes:
    if kind == b"jp2h":
        inside = b"".join(_kept_box(part, words) for part, words in _boxes(inside) if part in _IN_HEADER)
    elif kind == b"jp2c":
        inside = b"".join(_stream(inside))
    return (len(inside) + 8).to_bytes(4, "big") + kind + inside


def _stream(raw: bytes) -> Iterator[bytes]:
    """The main header, then tile after tile, each with the length its own header says, then the end."""
    at = 2
    yield _STREAM
    while raw[at : at + 2] not in (_STREAM_ENDS, b""):
        if raw[at : at + 2] == _TILE:
            at, tile = _tile(raw, at)
            yield tile
            continue
        after = _after(raw, at)
        if raw[at : at + 2] != _COMMENT:
            yield raw[at:after]
        at = after
    yield _STREAM_ENDS


def _tile(raw: bytes, begins: int) -> tuple[int, bytes]:
    """One part of a tile; its length is said anew, as its comments are gone."""
    length = int.from_bytes(raw[begins + 6 : begins + 10], "big")
    ends = begins + length if length else raw.rfind(_STREAM_ENDS)
    at, kept = begins + 12, []
    while raw[at : at + 2] != _DATA:
        after = _after(raw, at)
        if raw[at : at + 2] != _COMMENT:
            kept.append(raw[at:after])
        at = after
    if not at < ends <= len(raw):
        raise Refused("broken")
    rest = b"".join(kept) + raw[at:ends]
    return ends, raw[begins : begins + 6] + (len(rest) + 12).to_bytes(4, "big") + raw[
        begins + 10 : begins + 12
    ] + rest


def _after(raw: bytes, at: int) -> int:
    after = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    if raw[at : at + 1] != b"\xff" or not at + 4 <= after <= len(raw):
        raise Refused("broken")
    return after
