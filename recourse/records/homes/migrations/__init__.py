"""How the tables of homes came to be."""
