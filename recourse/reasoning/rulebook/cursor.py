"""A cursor over the tokens of one condition or value of the law."""

from __future__ import annotations

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.complaints import Wrong
from recourse.reasoning.rulebook.tokens import END, Token, cut

SIGNS = ("==", "!=", "<", "<=", ">", ">=")


class Cursor:
    """A cursor over the tokens of one condition or value."""

    def __init__(self, text: str) -> None:
        self.tokens = cut(text)
        self.place = 0

    def peek(self, ahead: int = 0) -> Token:
        """The token at the cursor, or `ahead` of it."""
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else END

    def next(self) -> Token:
        """The token at the cursor, moving on."""
        token = self.peek()
        self.place += 1
        return token

    def sees(self, *texts: str) -> bool:
        """Whether these words come next (not quoted)."""
        return all(
            self.peek(n).text == text and self.peek(n).sort != "quoted" for n, text in enumerate(texts)
        )

    def take(self, *texts: str) -> bool:
        """Move over these words if they come next."""
        if self.sees(*texts):
            self.place += len(texts)
            return True
        return False

    def expect(self, text: str) -> None:
        """Move over this word; Wrong when another comes."""
        if not self.take(text):
            raise Wrong(f"“{self.peek().text}” stands where “{text}” should", f"“{text}”")

    def expect_end(self) -> None:
        """Wrong when anything is left."""
        if self.peek() is not END:
            raise Wrong(f"“{self.peek().text}” cannot follow there", "and, or, or the end")

    def is_followed_by_comparison(self) -> bool:
        """Whether what stands at the cursor is compared with something, and not a name alone."""
        if self.peek().sort in ("number", "day", "quoted"):
            return True
        after = self.peek(1)
        return after.text in (*SIGNS, "is", "has", "+", "-", "(") and after.sort in ("sign", "word")

    def name(self) -> tuple[str, str]:
        """A name and whose: `applicant.age` gives ("age", "applicant")."""
        token = self.next()
        if token.sort != "word":
            raise Wrong(
                f"“{token.text}” stands where a name should", "the name of a fact, a definition or an amount"
            )
        whose, dot, name = token.text.partition(".")
        if not dot:
            return token.text, tree.SELF
        if whose != tree.APPLICANT:
            raise Wrong(f"“{whose}.” is nobody", "applicant.NAME")
        return name, tree.APPLICANT
