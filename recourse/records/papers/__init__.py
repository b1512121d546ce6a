"""Photographs and documents of a person, sealed."""
