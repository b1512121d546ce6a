"""Tasks: made from a step or in free words, taken over, put off, done; and why a step could not be taken."""
