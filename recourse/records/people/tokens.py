"""Turns names, in any script, into the beginnings of words by which a person can be found."""

from __future__ import annotations

import re
import unicodedata

SHORTEST, LONGEST = 2, 8
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´ʻ"))
_NUMBER = re.compile(r"[\d\s()+./-]{5,}")


def words(text: str) -> list[str]:
    """Give the words of a text without marks, case and punctuation; a phone number is one word."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_APOSTROPHES)
    if _NUMBER.fullmatch(plain.strip()):
        return [_number(plain)]
    kept = (sign if _is_letter(sign) else " " for sign in plain if unicodedata.category(sign) != "Mn")
    return "".join(kept).split()


def of(text: str) -> set[str]:
    """Give every token that finds this text: the beginnings of each word, 2 to 8 letters long."""
    found: set[str] = set()
    for word in words(text):
        found.update(word[:length] for length in range(SHORTEST, min(LONGEST, len(word)) + 1))
        if len(word) < SHORTEST:
            found.add(word)
    return found


def wanted(text: str) -> list[str]:
    """Give the tokens that a searched text asks for; a single letter counts only alone."""
    asked = words(text)
    return [word[:LONGEST] for word in asked if len(word) >= SHORTEST] or asked[:1]


def matches(text: str, *, asked: str) -> bool:
    """Whether every asked word begins some word of the text."""
    there = words(text)
    return all(any(word.startswith(one) for word in there) for one in words(asked))


def _is_letter(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind[0] in "LN" or kind == "Mc"


def _number(text: str) -> str:
    digits = "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdigit())
    if digits.startswith("44") and "+" in text:
        return "0" + digits[2:].removeprefix("0")
    return digits
