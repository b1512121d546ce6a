"""How the tables of panels came to be."""
