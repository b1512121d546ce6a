"""A step taken for a person: the task, its day and its worker, and why a step could not be taken."""
