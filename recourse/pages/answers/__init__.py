"""What is open to a person, on which grounds, and what it turns on."""
