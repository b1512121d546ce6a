"""How the tables of funds came to be."""
