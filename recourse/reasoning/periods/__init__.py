"""Days, stretches of days, months and working days."""
