"""Answers a whole population at once: every definition as two planes, certainly true and certainly false."""
