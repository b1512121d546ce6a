"""The papers of a home in plain words, their days, and whether the right to rent must be checked."""

from recourse.reasoning.agreements.clauses import Clause, clauses
from recourse.reasoning.agreements.days import LEAST_NOTICE, Notice, notice, reviews
from recourse.reasoning.agreements.renting import Check, check, raised_by
from recourse.reasoning.agreements.terms import BadTerms, Funding, Kind, Terms, Wrong
from recourse.reasoning.agreements.writing import Section, Written, write

__all__ = [
    "LEAST_NOTICE",
    "BadTerms",
    "Check",
    "Clause",
    "Funding",
    "Kind",
    "Notice",
    "Section",
    "Terms",
    "Written",
    "Wrong",
    "check",
    "clauses",
    "notice",
    "raised_by",
    "reviews",
    "write",
]
