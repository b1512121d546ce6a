"""The parts say it in words first; shape and colour only follow."""

from django.template import engines

from recourse.pages.look import outcomes

SECTION_4 = {
    "outcome": "depends",
    "kind": "entitlement",
    "title": "Asylum support under section 4",
    "says": "Support opens if one of five gates is met.",
    "reasons": {
        "verdict": "not_known",
        "says": "one of the gates is met",
        "children": [
            {"verdict": "false", "says": "he is taking all reasonable steps to leave", "children": []},
            {"verdict": "true", "says": "he is destitute", "cites": "IAA 1999 s95(3)", "children": []},
        ],
    },
    "cites": ["Immigration and Asylum Act 1999 s4(2)"],
    "missing": [{"fact": "fs_lodged", "question": "Has the new evidence been lodged?"}],
    "contested": [],
    "warnings": [],
    "challenge": {"how": "Appeal to the tribunal", "under": "s103", "days": 3},
    "sure": "read",
    "verified_on": "never",
    "since": "2000-04-03",
}


def drawn(words: str, **context: object) -> str:
    return engines["django"].from_string(words).render(context)


def test_an_outcome_card_says_its_word_its_reasons_and_what_it_turns_on() -> None:
    card = drawn('{% outcome_card outcome key="s4" ask="/ask/" %}', outcome=SECTION_4)
    assert "Depends" in card and "#depends" in card and "rc-outcome--depends" in card
    assert "Turns on 1 fact<" in card and 'href="/ask/fs_lodged/"' in card
    assert "<details open>" in card
    assert card.index("Not known:") < card.index("Not true:") < card.index("True:")
    assert "Refused? Appeal to the tribunal within 3 days (s103)." in card
    assert "In force since 3 April 2000." in card and "never" not in card


def test_how_sure_we_are_claims_no_more_than_was_done() -> None:
    said = {
        sure: outcomes.small_print({"sure": sure}) for sure in ("read", "settled", "inferred", "contested")
    }
    assert said == {
        "read": "Read in a published source.",
        "settled": "Known as settled law, not read again for this.",
        "inferred": "Worked out from sources, not stated in one.",
        "contested": "Contested.",
    }


def test_a_card_that_does_not_depend_keeps_its_reasons_folded() -> None:
    card = drawn("{% outcome_card outcome %}", outcome=SECTION_4 | {"outcome": "eligible", "missing": []})
    assert "<details>" in card and "Turns on" not in card


def test_the_tally_counts_out_loud_in_the_order_of_the_page() -> None:
    counted = outcomes.count(["not_eligible", "eligible", "not_eligible"])
    assert [(one["outcome"], one["count"]) for one in counted] == [("eligible", 1), ("not_eligible", 2)]


def test_bed_glyphs_carry_hidden_words() -> None:
    glyphs = drawn("{% bed_glyphs states %}", states=["in_use", "held", "in_use"])
    assert "2 in use, 1 held" in glyphs


def test_words_of_people_are_never_markup() -> None:
    card = drawn("{% outcome_card outcome %}", outcome=SECTION_4 | {"says": "<script>alert(1)</script>"})
    assert "<script>" not in card
