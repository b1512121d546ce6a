"""The command as people run it: good files, bad files, and what it prints and returns."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from recourse.reasoning.rulebook import loading

VERBS = "recourse.pages.command."


def run(verb: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", VERBS + verb, *words],
        capture_output=True,
        text=True,
        timeout=60,
    )


def written(folder: Path, text: str, name: str = "cases.yaml") -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


REFUSED = """
- id: A1
  title: Refused, destitute, new evidence lodged
  as_at: 2026-11-22
  facts: {status_code: FURTHER_SUBS, further_submissions: lodged_pending, destitute: true, age: 29}
  expect: {asylum_s4: eligible, part7: not_eligible}
"""


def test_a_case_is_answered_for_people(tmp_path: Path) -> None:
    done = run("check", written(tmp_path, REFUSED), "--only", "asylum_s4,part7,care_act_accom")
    assert done.returncode == 0, done.stderr
    for words in ("A1: Refused, destitute", "Open now", "[asylum_s4]", "Rests on:", "Closed as things stand",
                  "It depends", "Not known:", "Raise it with:", "Never yet compared"):  # fmt: skip
        assert words in done.stdout


def test_another_adult_who_would_do_better_as_the_applicant_is_named(tmp_path: Path) -> None:
    partner = "household: [{role: partner, status_code: GB_IE, habitually_resident_cta: true}]"
    text = "id: C1\nas_at: 2026-11-22\nfacts: {status_code: OVERSTAYER, " + partner + "}\n"
    said = " ".join(run("check", written(tmp_path, text)).stdout.split())
    assert "If their partner applies instead: eligible. The council must take a homelessness" in said
    assert "yes: their partner: they are British or Irish" in said


def test_json_gives_outcomes_with_reasons_cites_missing_and_warnings(tmp_path: Path) -> None:
    done = run("check", written(tmp_path, REFUSED), "--json")
    (told,) = json.loads(done.stdout)
    assert set(told) == {"id", "as_at", "outcomes", "values", "routes", "deadlines"}
    assert (told["id"], told["as_at"]) == ("A1", "2026-11-22")
    support = told["outcomes"]["asylum_s4"]
    assert support["outcome"] == "eligible"
    assert support["reasons"]["verdict"] == "true"
    assert any("2005/930" in provision for provision in support["cites"])
    assert all(isinstance(fact, str) for fact in told["outcomes"]["care_act_accom"]["missing"])
    assert "care_needs" in told["outcomes"]["care_assessment"]["missing"]


def test_what_is_expected_is_compared_case_by_case(tmp_path: Path) -> None:
    text = REFUSED + REFUSED.replace("A1", "A2").replace(
        "part7: not_eligible", "part7: eligible, magic: eligible"
    )
    done = run("check", written(tmp_path, text), "--expect")
    assert done.stdout.splitlines() == [
        "A2: magic: expected eligible, got nothing: the rulebook does not know this key",
        "A2: part7: expected eligible, got not_eligible",
        "1 passed, 1 failed",
    ]
    assert done.returncode == 1


def test_only_compares_those_keys_alone(tmp_path: Path) -> None:
    text = REFUSED.replace("part7: not_eligible", "part7: eligible")
    assert (
        run("check", written(tmp_path, text), "--expect", "--only", "asylum_s4").stdout
        == "1 passed, 0 failed\n"
    )


BAD = """
- {id: B1, as_at: 2026-11-22, facts: {status_code: OVERSTAYER, destitut: true}}
- {id: B2, as_at: 2026-11-22, facts: {age: old, leave_expiry: 2026-02-31, status_code: MARTIAN}}
- {id: B3, as_at: 2026-02-30, facts: {}}
- {id: B4, as_at: 2026-11-22, facts: {dependent_children: [{age: 3}, {agee: 4}]}}
- {as_at: 2026-11-22, facts: {}}
- {id: B6, as_at: 2026-11-22}
- {id: B7, as_at: 2026-11-22, facts: {destitute: 'yes'}}
- {id: B8, as_at: 2026-11-22, facts: {rtr_category: worker, destitute: unknown, leave_expiry: null}}
- {id: B8, as_at: 2026-11-22, facts: {}}
- {id: B9, as_at: 1066-10-14, facts: {}}
- just words
- {id: B12, as_at: 2026-11-22, facts: {date_of_birth: 2026-11-23}}
- {id: B13, as_at: 2026-11-22, facts: {dependent_children: [{age: 3}, {date_of_birth: 2030-01-01}]}}
- {id: B14, as_at: 2026-11-22, facts: {age: -4, nhs_debt_gbp: 1e999}}
"""


@pytest.mark.parametrize("flag", ["--json", "--expect"])
def test_what_is_wrong_is_named_with_case_fact_and_what_was_expected_and_the_rest_is_answered(
    tmp_path: Path, flag: str
) -> None:
    done = run("check", written(tmp_path, BAD), flag, "--only", "part7")
    told = done.stdout + done.stderr
    for line in (
        "cases.yaml:2: B1: destitut: no fact has this name; expected destitute",
        "cases.yaml:3: B2: age: “old” is the wrong type; expected a number",
        "cases.yaml:3: B2: leave_expiry: there is no day 2026-02-31; expected a day that exists",
        "cases.yaml:3: B2: status_code: “MARTIAN” is not on the list; expected one of GB_IE",
        "cases.yaml:4: B3: as_at: there is no day 2026-02-30; expected a day that exists",
        "cases.yaml:5: B4: dependent_children[2].agee: no fact has this name; expected age",
        "cases.yaml:6: case 5: id: there is none",
        "cases.yaml:7: B6: facts: there are none; expected a map",
        "cases.yaml:8: B7: destitute: “yes” is the wrong type; expected true or false",
        "cases.yaml:10: B8: id: two cases have it",
        "cases.yaml:11: B9: as_at: no law is recorded for 1066-10-14; expected a day from 19",
        "cases.yaml:12: case 11: case: it is not a map",
        "cases.yaml:13: B12: date_of_birth: 2026-11-23 is after the day asked about; expected a day up",
        "cases.yaml:14: B13: dependent_children[2].date_of_birth: 2030-01-01 is after the day asked about",
        "cases.yaml:15: B14: age: “-4” cannot be; expected a number, not below 0",
        "cases.yaml:15: B14: nhs_debt_gbp: “inf” cannot be; expected an amount in pounds, not below 0",
    ):
        assert line in told
    assert done.returncode == 1
    assert "Traceback" not in told


def test_the_good_cases_of_a_bad_file_are_still_answered(tmp_path: Path) -> None:
    done = run("check", written(tmp_path, BAD), "--json", "--only", "part7")
    assert [case["id"] for case in json.loads(done.stdout)] == ["B8"]
    assert "B9: as_at: no law is recorded for 1066-10-14" in done.stderr


@pytest.mark.parametrize("verb", ["check", "ask", "plan"])
def test_a_day_before_any_law_is_refused_by_every_verb_and_a_birthday_is_no_future(
    tmp_path: Path, verb: str
) -> None:
    early = run(verb, written(tmp_path, "{id: E1, as_at: 1850-01-01, facts: {status_code: ILR}}"))
    assert (early.returncode, early.stdout.strip()) == (1, "")
    assert "E1: as_at: no law is recorded for 1850-01-01; expected a day from 19" in early.stderr
    born = run(verb, written(tmp_path, "{id: E2, as_at: 2026-11-22, facts: {date_of_birth: 2026-11-22}}"))
    assert born.returncode == 0, born.stderr


@pytest.mark.parametrize(
    "words", ["check", "ask", "law", "law check", "law show", "law diff", "law prove", "law stale"]
)
def test_the_help_of_every_verb_has_examples_and_tells_the_exit(words: str) -> None:
    verb, *rest = words.split()
    said = run(verb, *rest, "--help").stdout
    assert f"  recourse {words} " in said.partition("examples:")[2]
    assert "exit: 0" in said or words == "law"


def test_a_day_after_the_first_law_and_before_the_law_asked_about_is_refused_too(tmp_path: Path) -> None:
    done = run("check", written(tmp_path, "{id: E3, as_at: 1999-01-01, facts: {}}"), "--only", "asylum_s95")
    assert done.returncode == 1
    assert "E3: as_at: No law about “asylum_s95” is recorded for 1999-01-01" in done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "id: [A1\n"),
        ("a.yaml", ""),
        ("a.yaml", "just words\n"),
        ("a.yaml", "- id: A\n  id: B\n"),
        ("a.json", '{"id": "A", "id": "B"}'),
        ("a.json", '{"id": '),
        ("a.yaml", "[" * 5000),
        ("a.yaml", "a: &a [1]\nb: [*a, *a]\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_exit_is_two(
    tmp_path: Path, name: str, text: str
) -> None:
    for verb in ("check", "ask"):
        done = run(verb, written(tmp_path, text, name))
        assert done.returncode == 2
        assert name in done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "gone.yaml"))
    assert (done.returncode, "gone.yaml:1: the file cannot be read" in done.stderr) == (2, True)


def test_one_case_as_json_is_taken_as_well(tmp_path: Path) -> None:
    text = json.dumps(
        {"id": "A", "as_at": "2026-11-22", "facts": {"status_code": "GB_IE"}, "why": "\ud83d\ude00"}
    )
    done = run("check", written(tmp_path, text, "a.json"), "--json", "--only", "asylum_s95")
    assert json.loads(done.stdout)[0]["outcomes"]["asylum_s95"]["outcome"] == "not_applicable"


def test_a_key_nobody_knows_is_refused(tmp_path: Path) -> None:
    done = run("check", written(tmp_path, REFUSED), "--only", "magic")
    assert (done.returncode, done.stdout) == (1, "")
    assert "does not know magic" in done.stderr


def test_a_worked_example_takes_rare_exemptions_as_absent_and_life_does_not(tmp_path: Path) -> None:
    text = """
    id: H1
    as_at: 2026-11-22
    facts: {status_code: OVERSTAYER}
    expect: {nhs_secondary_free: not_eligible}
    """
    path = written(tmp_path, text)
    assert run("check", path, "--expect").stdout == "1 passed, 0 failed\n"
    told = json.loads(run("check", path, "--json", "--only", "nhs_secondary_free").stdout)
    assert told[0]["outcomes"]["nhs_secondary_free"]["outcome"] == "depends"


def test_the_next_question_is_said_with_what_an_answer_looks_like(tmp_path: Path) -> None:
    done = run("ask", written(tmp_path, REFUSED.replace("destitute: true, ", "")), "--only", "asylum_s4")
    assert done.stdout.startswith("A1: ")
    assert "?" in done.stdout
    assert done.returncode == 0


def test_the_law_is_checked_and_shown() -> None:
    assert run("law", "check").stdout.startswith("The law loads: ")
    shown = run("law", "show", "asylum_s4").stdout
    assert "SI 2005/930" in shown
    assert "law from 20" in shown
    topics = {path.parent.name for path in loading.ENGLAND.glob("*/rules.yaml")}
    every = run("law", "show").stdout
    assert [topic for topic in topics if f"{topic}: " not in every] == []
    nothing = run("law", "show", "magic")
    assert (nothing.returncode, "No topic or key is called “magic”" in nothing.stderr) == (1, True)


def test_the_verbs_start_without_django() -> None:
    script = "import sys\n" + "".join(f"import {VERBS}{verb}\n" for verb in ("check", "ask", "law"))
    script += "import recourse\nrecourse.check\n"
    script += "assert not [name for name in sys.modules if name.startswith('django')]\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
