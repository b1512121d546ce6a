"""The deadlines of all my people, on one page and in a calendar."""
