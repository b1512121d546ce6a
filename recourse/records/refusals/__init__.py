"""A wrong refusal, and the letter written against it."""
