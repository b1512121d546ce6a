"""A hostile file is refused with a sentence or made harmless, and never takes us down."""

from __future__ import annotations

import hashlib
import io
import pickle
import subprocess
from pathlib import Path

import pytest
from pikepdf import Name, Pdf
from PIL import Image

from recourse.records.papers.cleaning import Clean, Refused, bounded, clean, is_out_of_reach, seen
from recourse.records.papers.cleaning.refusing import REFUSALS
from recourse.records.papers.models import MOST_BYTES
from tests.records.papers import hostile

REFUSED = {
    "empty": (b"", "empty"),
    "svg": (hostile.SVG, "unknown"),
    "html": (hostile.HTML, "unknown"),
    "html before a jpeg": (hostile.HTML + hostile.photograph(), "unknown"),
    "gif and script": (hostile.GIF_AND_SCRIPT, "moving"),
    "pdf in a gif": (hostile.PDF_IN_A_GIF, "moving"),
    "virus": (hostile.EICAR, "unknown"),
    "zip": (hostile.ZIP, "unknown"),
    "program": (hostile.PROGRAM, "unknown"),
    "heic": (hostile.HEIC, "heic"),
    "huge": (hostile.huge_png(), "too_many_pixels"),
    "too large": (b"\xff\xd8\xff" + b"\0" * MOST_BYTES, "too_large"),
    "half a jpeg": (hostile.photograph()[:900], "broken"),
    "jpeg's first bytes": (b"\xff\xd8\xff", "broken"),
    "png's first bytes": (b"\x89PNG\r\n\x1a\n", "broken"),
    "moving png": (hostile.moving("PNG"), "moving"),
    "moving webp": (hostile.moving("WEBP"), "moving"),
    "pdf's first bytes": (b"%PDF-1.7\n", "broken"),
    "half a pdf": (hostile.letter()[:300], "broken"),
    "locked": (hostile.locked_pdf(password="x"), "locked"),
    "locked against change": (hostile.locked_pdf(), "locked"),
    "pages": (hostile.letter(pages=101), "too_many_pages"),
    "bomb": (hostile.bomb_pdf(), "too_much_inside"),
    "bomb in a bomb": (hostile.nested_bomb_pdf(), "too_much_inside"),
    "wide picture": (hostile.wide_picture_pdf(), "too_many_pixels"),
}
SAMPLES = {
    "photograph": hostile.photograph(),
    "turned": hostile.photograph(turned=6),
    "large": hostile.photograph(size=(6_000, 4_000)),
    "two in one": hostile.two_pictures_in_one(),
    "png": hostile.png(),
    "webp": hostile.webp(),
    "letter": hostile.letter(pages=3),
    "busy": hostile.busy_pdf(),
    "form": hostile.form_with_words(),
    "picture": hostile.picture_pdf(hostile.around(hostile.photograph())),
    "jpeg 2000": hostile.picture_pdf(hostile.jpeg_2000(bare=False), filter=Name.JPXDecode),
}
HERE = str(Path(__file__).resolve().parents[3])
BOUNDED = ("empty", "too_large", "too_many_pixels", "too_much_inside")


def cleaned(raw: bytes) -> Clean:
    """As the helper does it, by the helper."""
    return clean(raw, at_most=MOST_BYTES)


def cleaned_here(raw: bytes) -> Clean:
    """As the helper does it, without starting one."""
    return Clean(*seen.made_anew(raw))


@pytest.mark.parametrize("what", REFUSED)
def test_what_may_do_harm_or_cannot_be_read_is_refused_with_a_sentence(what: str) -> None:
    raw, why = REFUSED[what]
    with pytest.raises(Refused) as refused:
        (cleaned if why in BOUNDED else cleaned_here)(raw)
    assert refused.value.why == why
    assert str(refused.value) == REFUSALS[why]


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (hostile.photograph(), "jpeg"),
        (hostile.JPEG_AND_PAGE, "jpeg"),
        (hostile.two_pictures_in_one(), "jpeg"),
        (hostile.png(), "png"),
        (hostile.webp(), "jpeg"),
    ],
)
def test_a_photograph_keeps_its_points_and_nothing_else(raw: bytes, form: str) -> None:
    made = cleaned_here(raw)
    assert (made.form, made.pages) == (form, 1)
    assert hostile.SECRET.encode() not in made.content
    assert b"script" not in made.content
    with Image.open(io.BytesIO(made.content)) as picture:
        picture.load()
        assert picture.format == form.upper()
        assert getattr(picture, "n_frames", 1) == 1
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert picture.size == (120, 80)
        assert picture.convert("RGB").getpixel((20, 40))[0] > 200


def test_a_photograph_taken_sideways_is_turned_upright() -> None:
    with Image.open(io.BytesIO(cleaned(hostile.photograph(turned=6)).content)) as picture:
        assert picture.size == (80, 120)
        red, _, blue = picture.getpixel((40, 10))
        assert red > 200 > blue


def test_a_large_photograph_becomes_smaller_and_stays_legible() -> None:
    made = cleaned_here(hostile.photograph(size=(6_000, 4_000)))
    with Image.open(io.BytesIO(made.content)) as picture:
        assert picture.size == (3_000, 2_000)


def test_a_letter_keeps_its_pages_and_its_words() -> None:
    made = cleaned(hostile.letter(pages=3))
    assert (made.form, made.pages) == ("pdf", 3)
    with Pdf.open(io.BytesIO(made.content)) as letter:
        assert [page.mediabox[2] for page in letter.pages] == [595, 595, 595]
        assert b"Dear Amina" in letter.pages[2].Contents.read_bytes()
        assert "/F1" in letter.pages[2].Resources.Font


def test_a_pdf_loses_all_that_can_act_or_tell() -> None:
    made = cleaned_here(hostile.busy_pdf())
    with Pdf.open(io.BytesIO(made.content)) as letter:
        assert len(letter.attachments) == 0
        assert not letter.docinfo
        assert set(letter.Root.keys()) == {"/Type", "/Pages"}
        assert b"Dear Amina" in letter.pages[0].Contents.read_bytes()
        assert "/Im1" in letter.pages[0].Resources.XObject
        plain = io.BytesIO()
        letter.save(plain, compress_streams=False, object_stream_mode=0, qdf=True)
    for telling in (
        hostile.SECRET.encode(),
        b"JavaScript",
        b"/URI",
        b"Launch",
        b"/AA",
        b"Exif",
        b"/Metadata",
    ):
        assert telling not in plain.getvalue(), telling
        assert telling not in made.content


def progressive() -> bytes:
    out = io.BytesIO()
    hostile.colours().save(out, "JPEG", progressive=True)
    return out.getvalue()


def cmyk() -> bytes:
    out = io.BytesIO()
    hostile.colours().convert("CMYK").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    "bare", [hostile.photograph(), progressive(), cmyk()], ids=["plain", "in scans", "ink"]
)
def test_a_photograph_in_a_pdf_keeps_its_points_and_nothing_before_or_behind_them(bare: bytes) -> None:
    made = cleaned_here(hostile.picture_pdf(hostile.around(bare)))
    with Pdf.open(io.BytesIO(made.content)) as letter:
        kept = letter.pages[0].Resources.XObject.Im1.read_raw_bytes()
    assert hostile.SECRET.encode() not in kept and b"Exif" not in kept
    assert kept.count(b"\xff\xd8\xff") == 1 and kept.endswith(b"\xff\xd9")
    with Image.open(io.BytesIO(kept)) as after, Image.open(io.BytesIO(bare)) as before:
        assert (after.mode, after.tobytes()) == (before.mode, before.tobytes())


@pytest.mark.parametrize("bare", [True, False])
def test_a_jpeg_2000_picture_in_a_pdf_keeps_its_points_and_nothing_else(bare: bool) -> None:
    made = cleaned_here(hostile.picture_pdf(hostile.jpeg_2000(bare=bare), filter=Name.JPXDecode))
    with Pdf.open(io.BytesIO(made.content)) as letter:
        kept = letter.pages[0].Resources.XObject.Im1.read_raw_bytes()
    assert hostile.SECRET.encode() not in kept
    with Image.open(io.BytesIO(kept)) as after:
        assert after.tobytes() == hostile.colours().tobytes()


def test_what_stands_behind_folded_words_is_left_behind() -> None:
    made = cleaned_here(hostile.tailed_pdf())
    with Pdf.open(io.BytesIO(made.content)) as letter:
        assert hostile.SECRET.encode() not in letter.pages[0].Contents.read_raw_bytes()
        assert b"Dear Amina" in letter.pages[0].Contents.read_bytes()


def test_words_filled_into_a_form_stay_on_the_page() -> None:
    made = cleaned_here(hostile.form_with_words())
    assert hostile.SECRET.encode() not in made.content
    with Pdf.open(io.BytesIO(made.content)) as letter:
        assert "/Annots" not in letter.pages[0]
        shown = [each.read_bytes() for each in letter.pages[0].Resources.XObject.values()]
    assert any(b"FILLED IN" in words for words in shown)


def test_a_helper_that_hangs_or_dies_costs_one_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    python = bounded._CLEANER[0]
    monkeypatch.setattr(bounded, "_CLEANER", [python, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(bounded, "SECONDS", 0.5)
    with pytest.raises(Refused) as refused:
        cleaned(hostile.photograph())
    assert refused.value.why == "too_slow"
    monkeypatch.setattr(bounded, "SECONDS", 15)
    for death in ("import os; os.kill(os.getpid(), 11)", "raise SystemExit(3)"):
        monkeypatch.setattr(bounded, "_CLEANER", [python, "-c", death])
        with pytest.raises(Refused) as refused:
            cleaned(hostile.photograph())
        assert refused.value.why == "too_much_inside"


def test_the_helper_has_little_memory_no_files_and_none_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", hostile.SECRET)
    seen: dict[str, object] = {}
    real = subprocess.run

    def watched(*words: object, **how: object) -> object:
        seen.update(how)
        return real(*words, **how)  # type: ignore[call-overload]

    monkeypatch.setattr(bounded.subprocess, "run", watched)
    cleaned(hostile.photograph())
    assert hostile.SECRET not in str(seen["env"])
    assert set(seen["env"]) == {"PYTHONPATH", "PATH", "LANG"}  # type: ignore[call-overload]
    limits = (
        "from recourse.records.papers.cleaning.__main__ import BOUNDS, bound; import resource as r;"
        "bound(**BOUNDS);"
        "print(r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_FSIZE)[0]); bytearray(2_000_000_000)"
    )
    tried = real(
        [bounded._CLEANER[0], "-c", limits], env=seen["env"], capture_output=True, text=True, check=False
    )  # type: ignore[call-overload]
    assert tried.stdout.split() == [str(bounded.ROOM), "0"]
    assert "MemoryError" in tried.stderr


def test_the_helper_that_reads_a_paper_can_open_no_key_and_reach_nobody(keys: Path) -> None:
    keys.mkdir(exist_ok=True)
    key = keys / "a-key"
    key.write_text(hostile.SECRET)
    assert is_out_of_reach(key)
    ways = (
        f"open({str(key)!r})",
        f"os.listdir({str(keys)!r})",
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "os.fork()",
        "os.execv('/bin/sh', ['sh'])",
        "os.kill(os.getppid(), 15)",
        "os.pidfd_open(os.getppid())",
    )
    tried = (
        "import os, socket\n"
        "from recourse.records.papers.cleaning import fencing\n"
        "out = [fencing.fence()]\n"
        f"for act in ({', '.join(f'lambda: {way}' for way in ways)}):\n"
        "    try:\n"
        "        act(); out.append(False)\n"
        "    except PermissionError:\n"
        "        out.append(True)\n"
        "print(*out)\n"
    )
    said = subprocess.run(
        [bounded._CLEANER[0], "-c", tried],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": HERE},
    )
    assert said.stdout.split() == ["True"] * 9


def test_behind_its_fence_the_helper_makes_of_every_file_what_it_makes_without() -> None:
    read_all = (
        "import hashlib, pickle, sys\n"
        "from recourse.records.papers.cleaning import fencing, seen\n"
        "fencing.fence()\n"
        "for name, raw in pickle.load(sys.stdin.buffer).items():\n"
        "    form, pages, content = seen.made_anew(raw)\n"
        "    print(name, form, pages, hashlib.sha256(content).hexdigest(), sep=',')\n"
    )
    said = subprocess.run(
        [bounded._CLEANER[0], "-c", read_all],
        input=pickle.dumps(SAMPLES),
        capture_output=True,
        check=False,
        env={"PYTHONPATH": HERE},
    )
    made = {name: cleaned_here(raw) for name, raw in SAMPLES.items()}
    hashed = {name: hashlib.sha256(each.content).hexdigest() for name, each in made.items()}
    expected = [f"{name},{each.form},{each.pages},{hashed[name]}" for name, each in made.items()]
    assert said.stdout.decode().splitlines() == expected, said.stderr.decode()
