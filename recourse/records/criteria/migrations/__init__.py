"""How the table of criteria came to be."""
