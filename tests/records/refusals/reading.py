"""Reads a PDF back as a program for the blind does: its marks, its outline of parts, its words in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def parts(pdf: pikepdf.Pdf) -> list[str]:
    """The roles of everything in the tree of parts, in the order in which it is read out."""
    return list(_roles(pdf.Root.StructTreeRoot.K))


def _roles(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _roles(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S).lstrip("/")
        if "/K" in node:
            yield from _roles(node.K)


def text(pdf: pikepdf.Pdf) -> str:
    """The words in the order of the tree of parts, every glyph by what its font says that it means."""
    spoken: dict[tuple[int, int], str] = {}
    for page in pdf.pages:
        spoken.update(_marked(page))
    said = [spoken.get(mark, "") for mark in _marks(pdf.Root.StructTreeRoot.K, None)]
    return re.sub(r"\s+", " ", " ".join(said))


def _marks(node: Any, page: int | None) -> Iterator[tuple[int, int]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _marks(child, page)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.Pg.objgen[0] if "/Pg" in node else page
        if "/MCID" in node and page is not None:
            yield page, int(node.MCID)
        elif "/K" in node:
            yield from _marks(node.K, page)
    elif isinstance(node, int) and page is not None:
        yield page, int(node)


def _marked(page: pikepdf.Page) -> dict[tuple[int, int], str]:
    fonts = {str(name): _meanings(font) for name, font in page.resources.Font.items()}
    found: dict[tuple[int, int], str] = {}
    within: list[tuple[int, bool]] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            mark, is_backward = within[-1] if within else (-1, False)
            if name == "BDC" and "/MCID" in operands[1]:
                mark = int(operands[1].MCID)
            within.append((mark, is_backward or str(operands[0]) == "/ReversedChars"))
        elif name == "EMC":
            within.pop()
        elif name == "Tf":
            font = str(operands[0])
        elif name in ("Tj", "TJ") and within and within[-1][0] >= 0:
            mark, is_backward = within[-1]
            said = _shown(operands[0], fonts[font])
            key = (page.obj.objgen[0], mark)
            found[key] = found.get(key, "") + (said[::-1] if is_backward else said)
    return found


def _shown(operand: Any, meanings: dict[int, str]) -> str:
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
    return "".join(meanings.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2))


def _meanings(font: Any) -> dict[int, str]:
    """What each glyph of a font stands for."""
    said = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for glyph, meaning in re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4,})>", said):
        found[int(glyph, 16)] = bytes.fromhex(meaning).decode("utf-16-be")
    return found
