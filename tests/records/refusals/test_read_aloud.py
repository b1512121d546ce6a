"""A letter against PDF/UA-1 (ISO 14289-1), point by point, as far as reading it back lets one see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from recourse.records.papers import setting
from tests.records.refusals import reading
from tests.records.refusals.test_the_setting import AT, SHEET

STANDARD = {"Document", "Part", "Div", "P", "H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Span", "Figure"}
SHOWS = {"Tj", "TJ", "'", '"', "Do", "f", "f*", "F", "B", "B*", "S", "s", "sh", "INLINE IMAGE"}
LONG = replace(
    SHEET,
    told=tuple((f"Question {number}?", "An answer of some length. " * 6) for number in range(40)),
)


@pytest.fixture(scope="module", params=[SHEET, LONG], ids=["a page", "several pages"])
def letter(request: pytest.FixtureRequest) -> pikepdf.Pdf:
    return reading.opened(setting.pdf(request.param, at=AT))


def nodes(node: Any) -> Iterator[Any]:
    """Every part of the tree, parents before what is in them."""
    for child in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from nodes(child.get("/K", pikepdf.Array()))


def inside(node: Any) -> list[str]:
    held = node.get("/K", pikepdf.Array())
    children = held if isinstance(held, pikepdf.Array) else [held]
    return [str(one.S)[1:] for one in children if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def test_it_has_more_than_one_page_when_it_must() -> None:
    assert setting.pages(setting.pdf(LONG, at=AT)) > 1


def test_the_file_says_what_it_is_in_which_language_and_by_what_title(letter: pikepdf.Pdf) -> None:
    """Points 5, 7.1, 7.2 and 7.16: identified, marked, unsuspected, titled, in a language, not encrypted."""
    root = letter.Root
    with letter.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == SHEET.subject
    assert root.MarkInfo.Marked
    assert not root.MarkInfo.get("/Suspects", False)
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(root.Lang) == "en-GB"
    assert not letter.is_encrypted


def test_everything_on_the_paper_is_a_part_or_is_marked_as_none(letter: pikepdf.Pdf) -> None:
    """Points 7.1-1 to 7.1-3: nothing is shown outside a mark; no part within an artifact, nor the reverse."""
    for page in letter.pages:
        within: list[bool] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                is_artifact = str(operands[0]) == "/Artifact"
                assert not is_artifact or not any(within)
                within.append(name == "BDC" and "/MCID" in operands[1])
            elif name == "EMC":
                within.pop()
            elif name in SHOWS:
                assert within, f"{name} stands outside every mark"
        assert within == []


def test_every_mark_leads_to_its_part_and_every_part_is_of_a_standard_kind(letter: pikepdf.Pdf) -> None:
    """Points 7.1-5 and 7.1-10: the tree of parents is whole, and no role is made up."""
    tree = letter.Root.StructTreeRoot
    parents = {
        int(tree.ParentTree.Nums[at]): tree.ParentTree.Nums[at + 1]
        for at in range(0, len(tree.ParentTree.Nums), 2)
    }
    for page in letter.pages:
        listed = parents[int(page.obj.StructParents)]
        marks = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        assert len(marks) == len(set(marks))
        assert all("/S" in listed[mark] for mark in marks)
    roles = {str(one.S)[1:] for one in nodes(tree.K)}
    mapped = {str(name)[1:] for name in tree.get("/RoleMap", {})}
    assert roles <= STANDARD | mapped
    assert not mapped & STANDARD


def test_parts_stand_within_each_other_as_they_may(letter: pikepdf.Pdf) -> None:
    """Points 7.3, 7.4.2 and 7.6: one document, no heading left out, lists of items, no bare picture."""
    (document,) = [one for one in nodes(letter.Root.StructTreeRoot.K) if one.S == "/Document"]
    assert "Span" not in inside(document)
    levels = [int(str(one.S)[2:]) for one in nodes(document) if str(one.S)[1:] in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - before <= 1 for before, later in zip(levels, levels[1:], strict=False))
    for one in nodes(document):
        if one.S == "/L":
            assert set(inside(one)) == {"LI"}
        if one.S == "/LI":
            assert inside(one) == ["Lbl", "LBody"]
        assert one.S != "/Figure" or one.get("/Alt")


def test_the_bookmarks_are_the_headings_in_the_order_of_reading(letter: pikepdf.Pdf) -> None:
    with letter.open_outline() as outline:
        (top,) = outline.root
        assert top.title == SHEET.subject
        below = [one.title for one in top.children]
    assert below == ["What the law says", "What we ask", "What you are told about them", "About this letter"]
    said = reading.text(letter)
    places = [said.index(title) for title in (top.title, *below)]
    assert places == sorted(places)


def test_every_font_is_in_the_file_and_says_what_its_glyphs_mean(letter: pikepdf.Pdf) -> None:
    """Points 7.21.4 and 7.21.7."""
    for page in letter.pages:
        for font in page.resources.Font.values():
            (held,) = font.DescendantFonts
            assert any(name in held.FontDescriptor for name in ("/FontFile2", "/FontFile3"))
            assert "/ToUnicode" in font


def test_nothing_in_it_moves_asks_runs_or_hides(letter: pikepdf.Pdf) -> None:
    """Points 7.10, 7.11, 7.15, 7.18 and 7.19: no layers, files, forms, scripts or notes."""
    assert not {"/OCProperties", "/AcroForm", "/OpenAction", "/AA", "/Names"} & set(letter.Root.keys())
    for page in letter.pages:
        assert "/Annots" not in page.obj
        assert page.obj.get("/Tabs") == "/S"
