"""Planning: how many beds a scheme wants, and what shorter stays would do instead."""
