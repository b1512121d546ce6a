"""Sets letters and agreements as tagged PDF, in a process of its own that can open nothing."""

from recourse.records.papers.setting.bounded import NotSet, Settable, Unprintable, is_out_of_reach, pages, pdf

__all__ = ["NotSet", "Settable", "Unprintable", "is_out_of_reach", "pages", "pdf"]
