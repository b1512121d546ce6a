"""Offers: a bed for a person, a person for a bed, the answer, the stay and its end."""
