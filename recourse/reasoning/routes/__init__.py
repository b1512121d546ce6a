"""Routes out of destitution: what to raise, in which order, before which day."""
