"""How the tables of refusals came to be."""
