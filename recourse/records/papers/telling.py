"""How the acts on papers are told on a person's timeline; never what a paper is, which may tell status."""

from __future__ import annotations

from recourse.records.people.telling import UNTOLD, Sentence, tell

UNTOLD |= {"papers.give_ticket", "papers.keep_sent"}

tell(
    {
        "papers.keep": Sentence("person", "Kept a paper"),
        "papers.keep_of_a_stay": Sentence("decision", "Made a paper of their stay"),
        "papers.read": Sentence("person", "Opened a paper"),
        "papers.forget_one": Sentence("clock", "A paper was deleted, its time being over"),
        "papers.remove": Sentence("person", "Removed a paper"),
    }
)
