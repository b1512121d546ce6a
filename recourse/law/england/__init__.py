"""The rules, facts, statuses and calendars of England."""
