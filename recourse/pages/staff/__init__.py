"""Who works here: a manager invites, changes what somebody does, and ends it."""
