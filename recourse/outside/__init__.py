"""The world beyond the machine: one small function and one fake for each thing in it."""
