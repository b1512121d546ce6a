"""A question and the answer it was given that day."""
