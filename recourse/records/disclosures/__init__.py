"""What left for whom, by whose act, on which consent."""
