"""The organisations, their services, and the workers in them."""
