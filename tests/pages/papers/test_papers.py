"""Noor takes a picture of Amina's tenancy; who may open it gets a download that can do nothing."""

from __future__ import annotations

import io
import logging
from uuid import uuid4

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.timezone import now

from recourse.pages.papers import receiving
from recourse.pages.papers.giving import SALT
from recourse.records.access import actions as access
from recourse.records.ledger import queries as ledger
from recourse.records.papers import actions as papers
from recourse.records.papers import queries
from recourse.records.papers.cleaning import Clean, seen
from recourse.records.papers.models import MOST_BYTES, Paper
from recourse.records.people.models import Person
from tests import personas
from tests.pages.attacks.planted import signed_in
from tests.personas import Agencies, as_
from tests.records.papers import hostile

pytestmark = pytest.mark.django_db
APART = "papers.example"


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture(autouse=True)
def cleaned_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made anew without starting a helper, which has its own tests."""

    def clean(raw: bytes, *, at_most: int) -> Clean:
        if not raw:
            raise papers.Refused("empty")
        return Clean(*seen.made_anew(raw))

    monkeypatch.setattr(papers, "clean", clean)


def sent(client: Client, person: Person, *files: bytes, name: str = "x.jpg", **said: object) -> object:
    chosen = [SimpleUploadedFile(name, each, content_type="image/jpeg") for each in files]
    form = {"chosen": chosen, "kind": "tenancy", "once": uuid4().hex} | said
    return client.post(f"/people/{person.pk}/papers/keep/", form)


def of(person: Person, by: personas.Worker) -> list[Paper]:
    with as_(by, at=now()):
        return queries.of_person(person)


def words(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_noor_keeps_three_pages_at_once_and_opens_one(town: Agencies) -> None:
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    answer = sent(
        noor, amina, hostile.photograph(), hostile.png(), hostile.letter(), note="From the landlord."
    )
    assert answer.url == f"/people/{amina.pk}/papers/"  # type: ignore[attr-defined]
    listed = words(noor.get(answer.url))  # type: ignore[attr-defined]
    assert "3 papers are kept." in listed and listed.count("From the landlord.") == 3
    types = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
    endings = {"jpeg": "jpg", "png": "png", "pdf": "pdf"}
    for paper in of(amina, town.noor):
        opened = noor.get(f"/papers/{paper.pk}/")
        assert opened["Content-Type"] == types[paper.form]
        name = f"paper-{paper.pk.hex[:8]}.{endings[paper.form]}"
        assert opened["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "sandbox" in opened["Content-Security-Policy"]
        assert "default-src 'none'" in opened["Content-Security-Policy"]
        assert opened["X-Content-Type-Options"] == "nosniff" and opened["Cache-Control"] == "no-store"
        assert len(opened.content) == paper.size
    with as_(town.noor, at=now()):
        assert ledger.about_person(amina.pk).filter(act="papers.read").count() == 3


@pytest.mark.parametrize(
    "name",
    [
        "letter.exe",
        "photo.jpg.html",
        "‮gpj.exe",
        "../../etc/passwd",
        "a" * 250 + ".jpg",
        "متجر.pdf",
        "\r\nx: y.jpg",
        "😀",
    ],
)
def test_what_the_file_was_called_plays_no_part(name: str, town: Agencies) -> None:
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    assert sent(noor, amina, hostile.photograph(), name=name).status_code == 302  # type: ignore[attr-defined]
    (paper,) = of(amina, town.noor)
    opened = noor.get(f"/papers/{paper.pk}/")
    assert opened["Content-Disposition"] == f'attachment; filename="paper-{paper.pk.hex[:8]}.jpg"'


def test_a_name_of_ten_thousand_letters_is_refused_and_nothing_breaks(town: Agencies) -> None:
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    body = (
        b'--b\r\nContent-Disposition: form-data; name="chosen"; filename="%b.jpg"\r\n\r\n' % (b"x" * 10_000)
        + hostile.photograph()
        + b"\r\n--b--\r\n"
    )
    where = f"/people/{amina.pk}/papers/keep/"
    assert noor.post(where, body, content_type="multipart/form-data; boundary=b").status_code == 400
    assert of(amina, town.noor) == []


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "Take a picture of the paper, or choose one."),
        ([b""], "This file is empty."),
        ([hostile.SVG], "This file is neither a photograph"),
        ([hostile.HTML], "This file is neither a photograph"),
        ([hostile.HEIC], "This file is a HEIC picture"),
        ([hostile.photograph(), hostile.EICAR], "File 2 of 2 is neither a photograph"),
        ([b"\xff\xd8\xff" + b"\0" * MOST_BYTES], "One of them is larger than 15 MB."),
        ([hostile.photograph()] * 11, "Choose up to 10 at once. There were 11."),
    ],
)
def test_what_is_not_kept_is_said_and_nothing_else_is_kept_either(
    files: list[bytes], said: str, town: Agencies
) -> None:
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    answer = sent(noor, amina, *files)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert words(answer).count(said) == 2
    assert "Nothing is kept yet." in words(answer)
    assert of(amina, town.noor) == []


def test_more_than_fits_in_memory_together_is_said(town: Agencies, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_TOGETHER", 1_000)
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    assert "Together they are larger than 60 MB." in words(sent(noor, amina, b"x" * 900, b"x" * 900))
    monkeypatch.setattr(receiving, "MOST_SENT", 1_000)
    assert sent(noor, amina, b"x" * 1_100).status_code == 413  # type: ignore[attr-defined]


def test_files_sent_to_any_other_form_or_by_a_stranger_are_dropped_unkept(
    town: Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    real = receiving.InMemoryOnly.file_complete

    def watched(self: receiving.InMemoryOnly, size: int) -> object:
        held.append(self.kept.getbuffer().nbytes)
        return real(self, size)

    monkeypatch.setattr(receiving.InMemoryOnly, "file_complete", watched)
    amina = personas.amina(town.noor, at=now())
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies["csrftoken"] = "a" * 32
    sent(stranger, amina, b"x" * 5_000)
    signed_in(town.noor).post("/people/find/", {"asked": "x", "file": io.BytesIO(b"x" * 5_000)})
    assert held == [0, 0]


def test_sent_twice_is_kept_once(town: Agencies) -> None:
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    for _ in range(2):
        sent(noor, amina, hostile.photograph(), once="the same")
    assert len(of(amina, town.noor)) == 1


def test_lin_opens_what_was_shared_and_finds_nothing_of_the_rest(town: Agencies) -> None:
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    sent(noor, amina, hostile.photograph())
    sent(noor, amina, hostile.photograph(), kind="home_office")
    by_kind = {paper.kind: paper for paper in of(amina, town.noor)}
    personas.agree(amina, to=town.link.service, by=town.noor, fields=("name", "papers"), at=now())
    lin, pat = signed_in(town.lin), signed_in(town.pat)
    listed = words(lin.get(f"/people/{amina.pk}/papers/"))
    assert "Tenancy, licence" in listed and "Home Office" not in listed
    assert "are not shared with you, whether or not there are any" in listed
    assert lin.get(f"/papers/{by_kind['tenancy'].pk}/").status_code == 200
    assert lin.get(f"/papers/{by_kind['home_office'].pk}/").status_code == 404
    assert lin.post(f"/papers/{by_kind['tenancy'].pk}/remove/").status_code == 302
    assert pat.get(f"/papers/{by_kind['tenancy'].pk}/").status_code == 404
    assert len(of(amina, town.noor)) == 2


def test_noor_removes_a_paper(town: Agencies) -> None:
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    sent(noor, amina, hostile.photograph())
    (paper,) = of(amina, town.noor)
    assert "Remove this paper?" in words(noor.get(f"/papers/{paper.pk}/remove/"))
    noor.post(f"/papers/{paper.pk}/remove/")
    assert of(amina, town.noor) == []
    assert noor.get(f"/papers/{paper.pk}/").status_code == 404


def test_from_a_host_of_its_own_a_paper_comes_once_and_nothing_else_comes_at_all(town: Agencies) -> None:
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    sent(noor, amina, hostile.photograph())
    (paper,) = of(amina, town.noor)
    there = Client(headers={"host": APART})
    with override_settings(PAPERS_HOST=APART, ALLOWED_HOSTS=[APART, "testserver"]):
        led_to = noor.get(f"/papers/{paper.pk}/").url
        assert led_to.startswith(f"http://{APART}/papers/fetch/")
        path = led_to.partition(APART)[2]
        assert noor.get(path).status_code == 404
        opened = there.get(path)
        assert opened.status_code == 200 and opened.content.startswith(b"\xff\xd8")
        assert not opened.cookies
        assert there.get(path).status_code == 404
        for elsewhere in ("/", "/door/", "/people/", "/static/recourse/mark.svg", f"/papers/{paper.pk}/"):
            assert there.get(elsewhere).status_code == 404
        nobody = {"ticket": str(uuid4()), "worker": str(uuid4())}
        forged = [
            signing.dumps(nobody, salt=SALT),
            signing.dumps(nobody, salt="other"),
            "x",
            signing.dumps([1], salt=SALT),
        ]
        assert {there.get(f"/papers/fetch/{each}/").status_code for each in forged} == {404}
        for written in (APART.upper(), f"{APART}.", f"{APART}:443"):
            shouted = Client(headers={"host": written})
            assert shouted.get("/door/").content.startswith(b"There is nothing here."), written
            assert shouted.get(noor.get(f"/papers/{paper.pk}/").url.partition(APART)[2]).status_code == 200
    assert there.get(path, headers={"host": "testserver"}).status_code == 404
    with as_(town.noor, at=now()):
        assert ledger.about_person(amina.pk).filter(act="papers.read").count() == 4


def test_a_paper_on_its_way_is_gone_when_noor_signs_out_or_leaves(town: Agencies) -> None:
    amina, noor, there = (
        personas.amina(town.noor, at=now()),
        signed_in(town.noor),
        Client(headers={"host": APART}),
    )
    sent(noor, amina, hostile.photograph())
    (paper,) = of(amina, town.noor)
    manager = personas.colleague(town.outreach.agency, [town.outreach.service], name="Max", role="manager")
    with override_settings(PAPERS_HOST=APART, ALLOWED_HOSTS=[APART, "testserver"]):
        first = noor.get(f"/papers/{paper.pk}/").url.partition(APART)[2]
        noor.post(reverse("door:leave"))
        assert there.get(first).status_code == 404
        second = signed_in(town.noor).get(f"/papers/{paper.pk}/").url.partition(APART)[2]
        with as_(manager, at=now()):
            access.leave(town.noor, by=manager, at=now())
        assert there.get(second).status_code == 404


def test_no_log_says_what_was_sent(town: Agencies, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="django")
    amina, noor = personas.amina(town.noor, at=now()), signed_in(town.noor)
    sent(noor, amina, hostile.photograph(), name=f"{hostile.SECRET}.jpg", note=hostile.SECRET)
    sent(noor, amina, hostile.HTML, name=f"{hostile.SECRET}.html", note=hostile.SECRET)
    assert hostile.SECRET not in caplog.text
