"""A mistake in a route is refused with its file and its key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.routes import england, load
from recourse.reasoning.rulebook import LawError, loading

MISTAKES = (
    ("kind: process\n", "kind: proces\n", "proces"),
    ("R-SAR:\n  name:", "R-SAR:\n  nme:", "nme"),
    ("when: not deadline_within_45_days", "when: not deadline_within_45_dys", "deadline_within_45_dys"),
    ("  weeks: [4, 13]\n", "", "weeks"),
    ("  adviser: N\n", "  adviser: L9\n", "L9"),
    ("  contact: 1\n", "  contact: 7\n", "7"),
)


@pytest.mark.parametrize(("right", "wrong", "named"), MISTAKES)
def test_a_mistake_names_its_file_and_what_is_wrong(
    tmp_path: Path, right: str, wrong: str, named: str
) -> None:
    folder = tmp_path / "routes"
    shutil.copytree(loading.ENGLAND / "routes", folder)
    path = folder / "proof.yaml"
    text = path.read_text()
    assert right in text
    path.write_text(text.replace(right, wrong))
    with pytest.raises(LawError) as caught:
        load(rulebook.england(), folder)
    assert "proof.yaml:" in str(caught.value) and named in str(caught.value)


def test_every_code_a_route_names_is_in_its_catalogue() -> None:
    atlas = england()
    for route in atlas.routes.values():
        assert set(route.risks) <= set(atlas.said["risks"]), route.id
        assert set(route.evidence) <= set(atlas.said["evidence"]), route.id
        for code in (code for one in (*route.opens, *route.interim) for code in one.codes):
            told = atlas.said["steps"]["opened"]
            assert code in told or code in atlas.book.definitions or code in _FIXED, (route.id, code)


def test_every_first_step_has_its_sentence() -> None:
    atlas = england()
    for _, code in atlas.first_steps:
        assert code in atlas.said["steps"]["first"] or code in atlas.routes, code


def test_every_deadline_a_route_lives_by_is_in_the_timetable() -> None:
    from recourse.reasoning.routes.timetable import timetable

    rows = timetable(rulebook.england()).rows
    for route in england().routes.values():
        for use in route.deadlines:
            assert use.key in rows, (route.id, use.key)


def test_every_question_names_routes_and_facts_there_are() -> None:
    atlas = england()
    for question in atlas.questions:
        assert set(question["routes"]) <= set(atlas.routes), question["id"]
        for name in question["sets"]:
            assert atlas.book.fact(name) is not None, name


def test_every_move_leads_from_and_to_statuses_there_are() -> None:
    atlas = england()
    for move in atlas.graph.moves:
        for code in (*move.before, move.after, move.meanwhile):
            assert code in atlas.book.statuses or code == "SAME", (move.id, code)


_FIXED = {"s3c_application"}
