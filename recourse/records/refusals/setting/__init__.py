"""Sets a letter as a tagged PDF, in a process of its own that can open nothing."""

from recourse.records.refusals.setting.bounded import NotSet, Unprintable, is_out_of_reach, pages, pdf
from recourse.records.refusals.setting.sheet import Quoted, Sheet

__all__ = ["NotSet", "Quoted", "Sheet", "Unprintable", "is_out_of_reach", "pages", "pdf"]
