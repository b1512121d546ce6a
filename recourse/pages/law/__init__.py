"""The law as anybody can read it: by topic, each rule with where it is written, and what is not verified."""
