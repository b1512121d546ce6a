"""Asking another service to help, and what it answered."""
