"""Homes: which beds are free on a day, who lives where, and what state each bed is in."""
