"""How the tables of hosting came to be."""
