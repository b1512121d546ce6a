"""The money of homes: what came in, what it cost, what is left, for how long; and grants."""
