"""Keeping: closing a file, holding its end back, and what partners are told when something was deleted."""
