"""People: the list, adding one, a person's page, what is known, and who looked."""
