"""The interview: only the questions that decide something, one on each screen."""
