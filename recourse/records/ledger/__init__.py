"""Who did what: chained by hash for each agency, pointing at nothing."""
