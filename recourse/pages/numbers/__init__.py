"""Numbers: what the agencies counted, month by month, and nobody's page."""
