"""What is served: vendored files as checked, sheets fit for right-to-left, and no style attribute."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SERVED = ROOT / "recourse/pages/look/static/recourse"
PARTS = sorted((SERVED / "parts").glob("*.css"))
TEMPLATES = sorted((ROOT / "recourse/pages").glob("*/templates/**/*.html"))
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border)-(left|right|top|bottom)|left|right|width|height)\s*:"
)


def test_the_vendored_files_are_those_that_were_checked() -> None:
    for line in (ROOT / "vendor/CHECKSUMS").read_text().splitlines():
        checksum, name = line.split()
        assert hashlib.sha256((SERVED / name).read_bytes()).hexdigest() == checksum, name


def test_nothing_of_government_is_served() -> None:
    sheet = (SERVED / "vendor/govuk-frontend.css").read_text()
    for mark in ("GDS Transport", "@font-face", "crest.svg", "sourceMappingURL"):
        assert mark not in sheet
    assert sheet.count("var(--rc-font)") == 58


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.stem)
def test_our_sheets_know_no_left_or_right(part: Path) -> None:
    without_queries = re.sub(r"\((min|max)-(width|height):[^)]*\)", "", part.read_text())
    assert not PHYSICAL.findall(without_queries)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_style_or_script_of_its_own(template: Path) -> None:
    words = template.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", words)


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (SERVED / "icons.svg").read_text()))
    asked = {
        name for template in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', template.read_text())
    }
    assert asked <= drawn
