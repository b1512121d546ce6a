"""How it is wired: settings, addresses, the database and start-up."""
