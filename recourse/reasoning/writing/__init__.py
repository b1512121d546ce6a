"""The law as a person reads it: questions and rules, amounts, stories, and what nobody has verified."""

from recourse.reasoning.writing.pages import Amount, Question, Rule, Section, Topic, anchor, topic, topics
from recourse.reasoning.writing.sentences import Check
from recourse.reasoning.writing.standing import DAYS_FRESH, Standing, stale
from recourse.reasoning.writing.stories import Story, stories

__all__ = [
    "DAYS_FRESH",
    "Amount",
    "Check",
    "Question",
    "Rule",
    "Section",
    "Standing",
    "Story",
    "Topic",
    "anchor",
    "stale",
    "stories",
    "topic",
    "topics",
]
