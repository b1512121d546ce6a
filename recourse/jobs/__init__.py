"""The same acts, moved by the clock."""
