"""The reads about papers; the policies decide what they give."""

from __future__ import annotations

from uuid import UUID

from recourse.records.papers.models import File, Paper
from recourse.records.people.models import Person


def of_person(person: Person) -> list[Paper]:
    """Give the papers of a person the reader may see, newest first."""
    papers = Paper.objects.filter(person=person).select_related("agency", "kept_by")
    return list(papers.order_by("-kept_at", "id"))


def one(paper_id: UUID) -> Paper | None:
    """Give one paper the reader may see."""
    return Paper.objects.select_related("person", "agency", "kept_by").filter(pk=paper_id).first()


def content(paper: Paper) -> bytes:
    """Give the file of a paper; nothing where it was erased."""
    kept = File.objects.filter(pk=paper.pk).first()
    return kept.content if kept else b""
