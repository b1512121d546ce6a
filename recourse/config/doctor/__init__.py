"""Looks the installation over: what is well, what to mind, what is wrong, and what to do about it."""
