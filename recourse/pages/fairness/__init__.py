"""Fairness: what other rules would have done, which bed is short, who was placed, and the floor."""
