"""One service asks another to help a person."""
