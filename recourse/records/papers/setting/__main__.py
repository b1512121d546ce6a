"""The setter: reads a paper as data, says one line, then the PDF; bounded and fenced before it looks."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import typst

from recourse.records.papers.cleaning import fencing
from recourse.records.papers.cleaning.bounding import bound
from recourse.records.papers.setting.bounded import ROOM, SECONDS

TEMPLATES = {"letter", "agreement"}
_HERE = Path(__file__).parent
# How the setter says that no font has some letters, which the standard forbids to print as boxes.
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_ERROR = re.compile("^error:", re.MULTILINE)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_LOOK = b"""#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))
#for one in json(bytes(sys.inputs.sheet)) {[#one ]}"""


def main() -> int:
    """Set what comes on standard input; given a file, only say whether it is out of reach."""
    bound(room=ROOM, seconds=SECONDS, handles=256)
    if len(sys.argv) > 1:
        fencing.fence(with_threads=True)
        sys.stdout.write("shut" if fencing.is_shut(sys.argv[1]) else "open")
        return 0
    said = json.load(sys.stdin.buffer)
    if said["template"] not in TEMPLATES:
        return 1
    template = (_HERE / f"{said['template']}.typ").read_bytes()
    fonts = typst.Fonts(include_system_fonts=said["missing"] is not None)
    if said["missing"]:
        compiler(_LOOK, fonts, json.dumps(said["missing"])).compile(format="pdf")
    ready = compiler(template, fonts, said["sheet"])
    fencing.fence(with_threads=True)
    try:
        content = ready.compile(format="pdf", pdf_standards=["ua-1"], timestamp=said["at"])
    except typst.TypstError as wrong:
        missing = without_glyphs(wrong.diagnostic)
        if not missing:
            return 1
        sys.stdout.buffer.write(b"missing\n" + json.dumps(missing).encode())
        return 0
    assert isinstance(content, bytes)
    sys.stdout.buffer.write(b"set\n" + content)
    return 0


def compiler(template: bytes, fonts: typst.Fonts, sheet: str) -> typst.Compiler:
    """A setter that has its template and its fonts, and no folder but that of the template."""
    return typst.Compiler(template, root=str(_HERE), font_paths=fonts, sys_inputs={"sheet": sheet})


def without_glyphs(diagnostic: str) -> list[str]:
    """The letters that no font has, each once; nothing when something else is wrong."""
    found = _NO_GLYPH.findall(diagnostic)
    if len(found) != len(_ERROR.findall(diagnostic)):
        return []
    plain = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), one) for one in found)
    return list(dict.fromkeys(plain))


if __name__ == "__main__":
    sys.exit(main())
