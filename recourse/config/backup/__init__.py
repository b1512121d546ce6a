"""Backups: taken, sealed to a key that is kept elsewhere, checked, and brought back."""
