"""How the tables of keeping came to be."""
