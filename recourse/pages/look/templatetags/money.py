"""Amounts as tags: exact to the penny, or in whole pounds where the penny says nothing."""

from __future__ import annotations

from django import template

from recourse.reasoning.money import said

register = template.Library()


@register.filter
def exact(pennies: int | None) -> str:
    """An amount to the penny: "£36.50"."""
    return "Not known" if pennies is None else said(pennies)


@register.filter
def pounds(pennies: int | None) -> str:
    """An amount in whole pounds from a hundred pounds on."""
    if pennies is None or abs(pennies) < 100_00:
        return exact(pennies)
    return said(round(pennies / 100) * 100)


@register.filter
def lacking(pennies: int) -> int:
    """What is lacking, said without its sign: the word beside it says so already."""
    return abs(pennies)


@register.filter
def grouped(count: int) -> str:
    """A count with its thousands apart: "7,222"."""
    return f"{count:,}"
