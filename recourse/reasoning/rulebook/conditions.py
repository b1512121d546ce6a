"""Parses the closed condition language into the tree, checking every name and type on the way."""

from __future__ import annotations

from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.complaints import Wrong
from recourse.reasoning.rulebook.cursor import SIGNS
from recourse.reasoning.rulebook.expressions import Words, type_of
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.tree import Condition, Expression
from recourse.reasoning.rulebook.vocabulary import Vocabulary

MEMBERS = {"child": "child", "household": "household member", "adult": "adult"}
_LISTS = ("all of", "any of", "none of")
_DEEPEST = 40


def parse(written: Any, vocabulary: Vocabulary) -> Condition:
    """A condition from its text, from true or false, or from a map of `all of`, `any of` and `none of`.

    Wrong, saying what was expected, when a name is unknown, a type does not fit or the sentence breaks off.
    """
    if isinstance(written, bool):
        return tree.Always(written)
    if isinstance(written, str):
        words = Words(written, vocabulary)
        condition = _any_of(words, 0)
        words.expect_end()
        return condition
    if isinstance(written, dict):
        if not written or set(written) - set(_LISTS):
            strange = ", ".join(sorted(set(written) - set(_LISTS))) or "an empty map"
            raise Wrong(f"“{strange}” is no list of conditions", "all of, any of or none of")
        return _together(tuple(_listed(how, parts, vocabulary) for how, parts in written.items()))
    raise Wrong("this is no condition", "a sentence of the condition language")


def _listed(how: str, parts: Any, vocabulary: Vocabulary) -> Condition:
    if not isinstance(parts, list) or not parts:
        raise Wrong(f"“{how}” has no list", "a list of conditions")
    read = tuple(parse(part, vocabulary) for part in parts)
    if how == "all of":
        return _together(read)
    some = tree.Some(read) if len(read) > 1 else read[0]
    return tree.Not(some) if how == "none of" else some


def _together(parts: tuple[Condition, ...]) -> Condition:
    return parts[0] if len(parts) == 1 else tree.All(parts)


def _any_of(words: Words, depth: int) -> Condition:
    if depth > _DEEPEST:
        raise Wrong("brackets are nested too deeply", f"at most {_DEEPEST}")
    parts = [_all_of(words, depth)]
    while words.take("or"):
        parts.append(_all_of(words, depth))
    return parts[0] if len(parts) == 1 else tree.Some(tuple(parts))


def _all_of(words: Words, depth: int) -> Condition:
    parts = [_not(words, depth)]
    while words.take("and"):
        parts.append(_not(words, depth))
    return _together(tuple(parts))


def _not(words: Words, depth: int) -> Condition:
    turned = False
    while words.take("not"):
        turned = not turned
    part = _one(words, depth)
    return tree.Not(part) if turned else part


def _one(words: Words, depth: int) -> Condition:
    if words.take("("):
        part = _any_of(words, depth + 1)
        words.expect(")")
        return part
    if words.sees("always") or words.sees("true"):
        words.next()
        return tree.Always(True)
    if words.sees("never") or words.sees("false"):
        words.next()
        return tree.Always(False)
    if words.sees("unless", "asked"):
        words.next(), words.next()
        return tree.UnlessAsked(_bracketed(words, depth))
    for how in ("any", "no", "every"):
        for first, who in MEMBERS.items():
            if words.sees(how, first):
                words.next(), words.next()
                if first == "household":
                    words.expect("member")
                return tree.Among(how, who, _bracketed(words, depth))
    return _compared(words)


def _bracketed(words: Words, depth: int) -> Condition:
    words.expect("(")
    part = _any_of(words, depth + 1)
    words.expect(")")
    return part


def _compared(words: Words) -> Condition:
    if not words.is_followed_by_comparison():
        name, of = words.name()
        return words.vocabulary.condition(name, of)
    left = words.expression()
    if words.take("is"):
        return _is(left, words)
    if words.take("has"):
        if type_of(left, words.vocabulary) is not Type.SOME_OF:
            raise Wrong(
                f"“has” is asked of what holds no list ({type_of(left, words.vocabulary)})", "a some_of fact"
            )
        codes = words.codes(left) if words.take("any", "of") else frozenset({words.code(left)})
        return tree.Has(left, codes)
    sign = words.next().text
    if sign not in SIGNS:
        raise Wrong(f"“{sign}” stands where a comparison should", ", ".join(SIGNS) + ", is or has")
    return _signed(left, sign, words)


def _is(left: Expression, words: Words) -> Condition:
    turned = words.take("not")
    kind = type_of(left, words.vocabulary)
    if words.take("one", "of"):
        _wants_codes(kind, "is one of")
        found: Condition = tree.OneOf(left, words.codes(left))
    elif words.take("none"):
        found = tree.Nothing(left)
    elif kind is Type.YES_NO:
        found = _yes_or_no(left, words)
    else:
        _wants_codes(kind, "is")
        found = tree.OneOf(left, frozenset({words.code(left)}))
    return tree.Not(found) if turned else found


def _yes_or_no(left: Expression, words: Words) -> Condition:
    if not isinstance(left, tree.FactValue):
        raise Wrong("a yes-or-no value stands where a code should", "a fact")
    said = words.next().text
    if said not in ("true", "false"):
        raise Wrong(f"“{said}” stands where true or false should", "true or false")
    plain = tree.Is(left.name, left.of)
    return plain if said == "true" else tree.Not(plain)


def _wants_codes(kind: Type | None, verb: str) -> None:
    if kind is Type.SOME_OF:
        raise Wrong(f"“{verb}” is asked of a list", "has CODE or has any of [...]")
    if kind not in (Type.ONE_OF, Type.TEXT):
        raise Wrong(f"“{verb}” is asked of a {kind}", "a comparison with ==, <, > and their like")


def _signed(left: Expression, sign: str, words: Words) -> Condition:
    kind = type_of(left, words.vocabulary)
    if kind in (Type.ONE_OF, Type.TEXT, Type.YES_NO) and sign in ("==", "!="):
        found = (
            _yes_or_no(left, words)
            if kind is Type.YES_NO
            else tree.OneOf(left, frozenset({words.code(left)}))
        )
        return found if sign == "==" else tree.Not(found)
    right = words.expression()
    other = type_of(right, words.vocabulary)
    if not (kind is Type.DAY and other is Type.DAY) and not (_counts(kind) and _counts(other)):
        raise Wrong(f"a {kind} is compared with a {other}", "two numbers or two days")
    return tree.Compare(left, sign, right)


def _counts(kind: Type | None) -> bool:
    return kind in (Type.NUMBER, Type.MONEY)
