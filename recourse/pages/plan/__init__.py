"""The plan: what to raise tonight, this week and next, and the person's word on it."""
