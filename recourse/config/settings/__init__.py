"""Django's settings: what all share, and what the demonstration, production and the tests change."""
