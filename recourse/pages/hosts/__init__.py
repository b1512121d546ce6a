"""Hosts: who asks about hosting, which step comes next with each, and checking in with them and guests."""
