"""How the tables about people came to be."""
