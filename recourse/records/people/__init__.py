"""Whom we help: who they are, what is known, and who may see it."""
