"""Folds the trees of many outcomes so that each definition beneath is told once, and unfolds one again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recourse.reasoning.rulebook.reason import DEEPEST, OfDefinition

Told = dict[str, Any]


def fold(roots: Mapping[str, OfDefinition]) -> tuple[dict[str, Told], dict[str, list[Told]]]:
    """The tree of each root, and beside them, by name, what each definition in them rests on.

    As deep as `unfold` goes: definitions within definitions down to `DEEPEST`.
    """
    level: list[OfDefinition] = []
    trees = {key: root.told(level) for key, root in roots.items()}
    apart: dict[str, list[Told]] = {}
    for _ in range(DEEPEST - 1):
        beneath: list[OfDefinition] = []
        for one in level:
            if one.name not in apart:
                apart[one.name] = [child.named(beneath) for child in one.children]
        level = beneath
    return trees, apart


def unfold(tree: Told, apart: Mapping[str, list[Told]]) -> Told:
    """The tree as a whole, as `Reason.to_json` tells it: each definition expanded once."""
    return _unfold(tree, apart, {str(tree.get("key", ""))}, DEEPEST - 1)


def _unfold(tree: Told, apart: Mapping[str, list[Told]], seen: set[str], depth: int) -> Told:
    children = tree.get("children", [])
    name = tree.get("see")
    if name:
        children = [] if name in seen or not depth else apart.get(name, [])
        seen.add(name)
        depth -= 1
    elif not children:
        return tree
    return {**tree, "children": [_unfold(child, apart, seen, depth) for child in children]}
