"""How the table of sealing came to be."""
