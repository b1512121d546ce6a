"""Measures what we promise, beside what it is compared with, and writes docs/measured.md."""
