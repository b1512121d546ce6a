"""Hosts: from a first enquiry to hosting, resting and leaving, and check-ins while somebody stays there."""
