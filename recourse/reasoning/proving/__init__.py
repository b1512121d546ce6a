"""Proves of the whole tree that it has no gap, no contradiction, no dead rule and no inert exception (Z3)."""
