"""Reads the law, answers what a person may have and why, and finds the next question."""
