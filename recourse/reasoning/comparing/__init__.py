"""What changes between two days of the law or two editions of it, and whose answers change with it."""
