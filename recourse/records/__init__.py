"""What we keep, and the only ways it may change."""
