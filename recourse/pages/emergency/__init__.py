"""In an emergency: see one person of another agency, with a second worker, for a few hours."""
