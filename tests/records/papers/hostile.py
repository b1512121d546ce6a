"""Files made to do harm, or only unlucky ones, each made anew for a test."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, PngImagePlugin

SECRET = "Lamp-Street-7-Secret"
GPS = {1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)}


def colours(*, size: tuple[int, int] = (120, 80)) -> Image.Image:
    """Left half red, right half blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture


def photograph(*, turned: int = 1, size: tuple[int, int] = (120, 80)) -> bytes:
    """What a telephone gives: a JPEG with the place, the maker, a small copy and a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = turned, SECRET, SECRET
    exif.get_ifd(0x8825).update(GPS)
    out = io.BytesIO()
    colours(size=size).save(out, "JPEG", exif=exif, comment=SECRET.encode(), icc_profile=SECRET.encode() * 9)
    return out.getvalue()


def png() -> bytes:
    """A picture of a screen, with words beside it."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET)
    words.add_itxt("XML:com.adobe.xmp", SECRET)
    out = io.BytesIO()
    colours().convert("RGBA").save(out, "PNG", pnginfo=words)
    return out.getvalue()


def webp() -> bytes:
    """What a messenger gives."""
    out = io.BytesIO()
    colours().save(out, "WEBP", exif=Image.Exif().tobytes(), xmp=SECRET.encode())
    return out.getvalue()


def moving(form: str) -> bytes:
    """Two frames."""
    out = io.BytesIO()
    colours().save(out, form, save_all=True, append_images=[Image.new("RGB", (120, 80))], duration=50)
    return out.getvalue()


def two_pictures_in_one() -> bytes:
    """What many telephones give: a JPEG with a second one behind it."""
    out = io.BytesIO()
    colours().save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (120, 80))])
    return out.getvalue()


def huge_png(*, side: int = 50_000) -> bytes:
    """A few hundred bytes that say they are 50,000 points wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


GIF_AND_SCRIPT = b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(document.cookie)//"
JPEG_AND_PAGE = photograph() + b"<html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64
# The test file every virus scanner knows, in two halves so that none finds this one.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
ZIP = b"PK\x03\x04" + b"\0" * 60
PROGRAM = b"\x7fELF" + b"\0" * 60
PDF_IN_A_GIF = b"GIF89a" + b"\0" * 40 + b"%PDF-1.7\n"


def pdf(*, pages: int = 1, words: str = "Dear Amina") -> Pdf:
    """A letter, its size and font given once for all its pages."""
    made = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for number in range(pages):
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[number]
        page.Contents = made.make_stream(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode())
        page.Resources = Dictionary(Font=Dictionary(F1=font))
    made.Root.Pages.MediaBox = Array([0, 0, 595, 842])
    return made


def written(made: Pdf, **how: object) -> bytes:
    """A PDF as bytes."""
    out = io.BytesIO()
    made.save(out, **how)
    return out.getvalue()


def letter(**how: int) -> bytes:
    """A harmless PDF."""
    return written(pdf(**how))


def around(jpeg: bytes, *, end: bytes = b"\xff\xd9") -> bytes:
    """The same picture with notes in every place a JPEG has for them."""
    note = lambda marker, words: b"\xff" + marker + struct.pack(">H", len(words) + 2) + words  # noqa: E731
    secret = SECRET.encode()
    before = (
        note(b"\xe0", b"JFXX\0\x10" + secret) + note(b"\xe1", b"Exif\0\0" + secret) + note(b"\xf3", secret)
    )
    points = jpeg.rindex(b"\xff\xd9")
    return jpeg[:2] + before + jpeg[2:points] + note(b"\xfe", secret) + end + secret + photograph()


def picture_pdf(data: bytes, *, filter: Name = Name.DCTDecode) -> bytes:  # noqa: A002
    """A page that shows a picture in its own format."""
    made = pdf()
    image = made.make_stream(b"")
    image.write(data, filter=filter)
    image.stream_dict.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=120,
            Height=80,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
        )
    )
    made.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Im1=image)
    return written(made)


def jpeg_2000(*, bare: bool) -> bytes:
    """A JPEG 2000 picture with a comment, a box of notes and a tail."""
    out = io.BytesIO()
    colours().save(out, "JPEG2000", irreversible=False, no_jp2=bare, comment=SECRET.encode())
    box = struct.pack(">I4s", 8 + len(SECRET), b"uuid") + SECRET.encode()
    return out.getvalue() + (SECRET.encode() if bare else box)


def tailed_pdf() -> bytes:
    """A page whose folded words end before their stream does."""
    made = pdf()
    made.pages[0].Contents.write(
        zlib.compress(b"BT /F1 12 Tf 72 720 Td (Dear Amina) Tj ET") + SECRET.encode(), filter=Name.FlateDecode
    )
    return written(made)


def busy_pdf() -> bytes:
    """A PDF with everything in it that can act or tell."""
    made = pdf()
    act = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    link = Dictionary(S=Name.URI, URI=String(f"https://{SECRET}.example/"))
    page = made.pages[0]
    for of in (link, act, Dictionary(S=Name.Launch, F=String(SECRET))):
        annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 99, 99], A=of)
        if "/Annots" not in page.obj:
            page.obj["/Annots"] = Array()
        page.obj["/Annots"].append(made.make_indirect(annotation))
    page.obj["/AA"] = Dictionary(O=act)
    page.obj["/PieceInfo"] = Dictionary(Word=Dictionary(Private=String(SECRET)))
    page.obj["/Metadata"] = made.make_stream(SECRET.encode())
    page.obj["/Thumb"] = made.make_stream(SECRET.encode())
    image = made.make_stream(photograph())
    image.stream_dict.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=120,
            Height=80,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
            Metadata=made.make_stream(SECRET.encode()),
        )
    )
    page.obj["/Resources"]["/XObject"] = Dictionary(Im1=image)
    made.Root.OpenAction = made.make_indirect(act)
    made.Root.AA = Dictionary(WC=act)
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=[String("a"), act]))
    made.attachments["virus.exe"] = SECRET.encode()
    with made.open_metadata() as notes:
        notes["dc:creator"] = [SECRET]
    made.docinfo["/Author"] = SECRET
    return written(made) + b"\nPK\x03\x04" + SECRET.encode()


def form_with_words() -> bytes:
    """A form filled in on a telephone: the words stand in a field, not on the page."""
    made = pdf(words="Name:")
    look = made.make_stream(b"BT /F1 12 Tf 0 0 Td (FILLED IN) Tj ET")
    look.stream_dict.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 200, 20],
            Resources=made.pages[0].obj["/Resources"],
        )
    )
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String("FILLED IN"),
            Rect=[72, 600, 272, 620],
            F=4,
            AP=Dictionary(N=look),
            AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String(SECRET))),
        )
    )
    made.pages[0].obj["/Annots"] = Array([field])
    made.Root.AcroForm = Dictionary(Fields=[field], DA=String("/F1 12 Tf"))
    return written(made)


def bomb_pdf(*, megabytes: int = 300) -> bytes:
    """A page that unfolds to hundreds of megabytes."""
    made = pdf()
    folding = zlib.compressobj(9)
    data = b"".join(folding.compress(b" " * 2**20) for _ in range(megabytes)) + folding.flush()
    bomb = made.make_stream(b"")
    bomb.write(data, filter=Name.FlateDecode)
    made.pages[0].obj["/Contents"] = bomb
    return written(made)


def nested_bomb_pdf() -> bytes:
    """The same, folded three times over: a few kilobytes."""
    made = pdf()
    data = b" " * (200 * 2**20)
    for _ in range(3):
        data = zlib.compress(data, 9)
    bomb = made.make_stream(b"")
    bomb.write(data, filter=Array([Name.FlateDecode] * 3))
    made.pages[0].obj["/Contents"] = bomb
    return written(made)


def wide_picture_pdf() -> bytes:
    """A picture that says it has more points than there are."""
    made = pdf()
    image = made.make_stream(b"\0")
    image.stream_dict.update(Dictionary(Subtype=Name.Image, Width=60_000, Height=60_000))
    made.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Im1=image)
    return written(made)


def locked_pdf(*, password: str = "") -> bytes:
    """A PDF with a password to open it, or only one to change it."""
    return written(pdf(), encryption=pikepdf.Encryption(owner="owner", user=password))
