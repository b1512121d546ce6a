"""Keys, and what is sealed with them: no name leaves the memory of the site unsealed."""
