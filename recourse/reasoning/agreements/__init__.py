"""The papers of a home in plain words, their days, and whether the right to rent must be checked."""

from recourse.reasoning.agreements.clauses import Clause, clauses
from recourse.reasoning.agreements.days import (
    FIRST_REVIEW,
    LEAST_NOTICE,
    NEXT_REVIEW,
    Notice,
    least_notice,
    notice,
    notice_ends,
    reviews,
)
from recourse.reasoning.agreements.renting import Check, check, raised_by
from recourse.reasoning.agreements.terms import BadTerms, Funding, Kind, Terms, Wrong
from recourse.reasoning.agreements.writing import Section, Written, in_pounds, write

__all__ = [
    "FIRST_REVIEW",
    "LEAST_NOTICE",
    "NEXT_REVIEW",
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
    "in_pounds",
    "least_notice",
    "notice",
    "notice_ends",
    "raised_by",
    "reviews",
    "write",
]
